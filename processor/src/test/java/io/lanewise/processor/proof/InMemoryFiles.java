package io.lanewise.processor.proof;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Keeps what javac and the processor write. */
final class InMemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    /** Class files by binary name. */
    final Map<String, byte[]> classes = new TreeMap<>();

    /** Generated sources by qualified name. */
    final Map<String, String> sources = new TreeMap<>();

    InMemoryFiles(StandardJavaFileManager standard) {
        super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
        return new Written(name, kind);
    }

    /** Writes the class files into a folder, for another JVM. */
    void writeClasses(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            Path file = folder.resolve(entry.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
    }

    /** Loads the classes. */
    ClassLoader loader() {
        return new ClassLoader(InMemoryFiles.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
    }

    /** Source text as javac wants it. */
    static JavaFileObject source(String path, String text) {
        return new SimpleJavaFileObject(URI.create("memory:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private final class Written extends SimpleJavaFileObject {
        private final String name;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Written(String name, JavaFileObject.Kind kind) {
            super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
            this.name = name;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        @Override
        public OutputStream openOutputStream() {
            bytes.reset();
            return new FilterOutputStream(bytes) {
                @Override
                public void write(byte[] part, int from, int length) {
                    bytes.write(part, from, length);
                }

                @Override
                public void close() {
                    try {
                        super.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    if (kind == JavaFileObject.Kind.CLASS) {
                        classes.put(name, bytes.toByteArray());
                    } else {
                        sources.put(name, bytes.toString(StandardCharsets.UTF_8));
                    }
                }
            };
        }

        @Override
        public Writer openWriter() {
            return new OutputStreamWriter(openOutputStream(), StandardCharsets.UTF_8);
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes.toByteArray());
        }
    }
}
