package io.lanewise.samples.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lanewise.runtime.Network;
import io.lanewise.samples.benchmarks.cold.LanewiseOnce;
import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.training.Trainer;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColdStartTests {
    @Test
    void lanewiseStartsWithTheRuntimeAndWithoutTraining() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(urls(ColdStart.classPath(EngineName.LANEWISE)), null)) {
            assertNotNull(loader.findResource(file(LanewiseOnce.class)));
            assertNotNull(loader.findResource(file(Network.class)));
            assertNull(loader.findResource(file(Trainer.class)));
        }
    }

    private static URL[] urls(String classPath) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static String file(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }
}
