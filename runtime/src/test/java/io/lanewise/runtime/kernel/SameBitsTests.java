package io.lanewise.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Starts Java with other vector widths, without vectors, without a compiler, without hardware for fma: always the same bits. */
final class SameBitsTests {
    private static final List<String> MODULE = List.of("--add-modules", "jdk.incubator.vector");

    @Test
    void everyJavaComputesTheSame() throws IOException, InterruptedException {
        String expected = digest();
        assertEquals(expected, line(run(List.of()), "bits"));
        assertEquals(expected, line(run(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-UseFMA")), "bits"));
        for (List<String> flags : List.of(
                List.of("-Dlanewise.vector=off"),
                List.of("-Dlanewise.vector=on"),
                List.of("-Dlanewise.vector=on", "-XX:MaxVectorSize=32"),
                List.of("-Dlanewise.vector=on", "-XX:MaxVectorSize=16"),
                List.of("-Dlanewise.vector=on", "-Xint"))) {
            List<String> all = new ArrayList<>(MODULE);
            all.addAll(flags);
            assertEquals(expected, line(run(all), "bits"), flags.toString());
        }
    }

    @Test
    void theObstacleIsNamedWithItsRemedyAfterTheResult() throws IOException, InterruptedException {
        List<String> output = run(List.of());
        String log = line(output, "INFO");
        assertTrue(log.contains("Start Java with --add-modules jdk.incubator.vector"), log);
        assertTrue(
                output.indexOf(output.stream()
                                .filter(l -> l.contains("bits"))
                                .findFirst()
                                .orElse(""))
                        < output.indexOf(output.stream()
                                .filter(l -> l.contains("INFO"))
                                .findFirst()
                                .orElse("")),
                output::toString);
        assertEquals(1, output.stream().filter(l -> l.contains("INFO")).count(), output::toString);

        List<String> interpreted = new ArrayList<>(MODULE);
        interpreted.add("-Xint");
        assertTrue(line(run(interpreted), "INFO").contains("-Xint"));
        List<String> off = new ArrayList<>(MODULE);
        off.add("-Dlanewise.vector=off");
        assertTrue(run(off).stream().noneMatch(l -> l.contains("INFO")));
        assertTrue(run(MODULE).stream().noneMatch(l -> l.contains("INFO")));
    }

    private static List<String> run(List<String> flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        // Both in the order they were written.
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SameBitsTests.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null"))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.lines().toList();
    }

    private static String line(List<String> output, String word) {
        return output.stream()
                .filter(l -> l.contains(word))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line with '" + word + "' in " + output));
    }

    public static void main(String[] arguments) {
        System.out.println(digest());
        System.out.flush();
        Vectors vectors = Vectors.of(SameBitsTests.class);
        vectors.report();
        vectors.report();
        Vectors.of(SameBitsTests.class).report();
    }

    private static String digest() {
        int hash = 1;
        float[] a = GemmTests.numbers(40 * 60, 1);
        float[] b = GemmTests.numbers(64 * 80, 2);
        for (int m : new int[] {1, 2, 4, 5, 6, 7, 9, 10, 11, 14, 20, 23, 30}) {
            float[] c = new float[m * 80];
            Gemm.multiply(m, 80, 40, a, 0, 40, 1, b, 0, 16, 16 * 64, c, 0, 80, 16, false);
            Gemm.multiply(m, 80, 40, a, 0, 1, 60, b, 0, 64, 16, c, 0, 80, 16, true);
            hash = 31 * hash + Arrays.hashCode(c);
            Gemm.multiply(m, 80, 40, a, 0, 1, 60, b, 0, 64, 16, c, 0, 80, 16, false);
            hash = 31 * hash + Arrays.hashCode(c);
            // Row-major matrices.
            Gemm.multiply(m, 80, 40, a, 0, 40, 1, b, 0, 100, 16, c, 0, 80, 16, true);
            hash = 31 * hash + Arrays.hashCode(c);
            // Into panels.
            Gemm.multiply(m, 80, 40, a, 0, 40, 1, b, 0, 16, 16 * 64, c, 0, 16, 16 * m, true);
            hash = 31 * hash + Arrays.hashCode(c);
        }
        // A matrix that does not stay in cache, whose k is in two parts.
        float[] large = GemmTests.numbers(144 * 1601, 4);
        for (int m : new int[] {2, 5, 6, 7, 8, 11, 16}) {
            float[] c = new float[m * 144];
            Gemm.multiply(m, 144, 1601, large, 0, 1601, 1, large, 0, 16, 16 * 1601, c, 0, 144, 16, false, m % 2 == 0);
            hash = 31 * hash + Arrays.hashCode(c);
        }
        for (int filters : new int[] {16, 32, 40}) {
            for (int groups : new int[] {1, 8}) {
                Convolution convolution = Convolution.of(6, 9, 8, 16, filters, 3, 3, 1, 1, 1, 1, 1, 1, 6, 9, groups);
                float[] y = new float[54 * 48];
                float[] scratch = new float[Math.max(convolution.resultScratch(), convolution.imageScratch())];
                convolution.forward(1, a, 0, b, 0, y, 0, scratch, 0);
                hash = 31 * hash + Arrays.hashCode(y);
                convolution.image(1, y, 0, b, 0, a, 0, scratch, 0);
                convolution.filter(Member.ALONE, 1, a, 0, y, 0, b, 0, scratch, 0, false);
                if (groups == 1) {
                    Convolution deep = Convolution.of(6, 9, 16, 16, filters, 3, 3, 1, 1, 1, 1, 1, 1, 6, 9, 1);
                    float[] gradient = new float[144 * 48];
                    float[] own = new float[deep.resultScratch()];
                    deep.filter(Member.ALONE, 1, a, 0, y, 0, gradient, 0, own, 0, false);
                    hash = 31 * hash + Arrays.hashCode(gradient);
                    convolution = Convolution.of(6, 9, 1, 1, filters, 3, 3, 1, 1, 1, 1, 1, 1, 6, 9, 1);
                    Pooling squares = Pooling.of(6, 9, filters, 2, 2, 2, 2, 0, 0, 3, 4, Pooling.MEAN);
                    scratch = new float[convolution.resultScratch() + convolution.linesScratch(squares)];
                    float[] most = new float[12 * 48];
                    convolution.maxima(squares, 1, a, 0, b, 0, most, 0, scratch, 0);
                    hash = 31 * hash + Arrays.hashCode(most);
                }
                Pooling pooling = Pooling.of(6, 9, filters, 3, 2, 2, 1, 1, 0, 3, 9, Pooling.MEAN);
                float[] pooled = new float[27 * 48];
                pooling.max(1, y, 0, pooled, 0);
                pooling.maxGradient(1, y, 0, pooled, 0, y, 0);
                pooling.add(1, y, 0, pooled, 0);
                pooling.addGradient(1, pooled, 0, y, 0);
                hash = 31 * (31 * hash + Arrays.hashCode(a)) + Arrays.hashCode(y);
            }
        }
        // Lines longer than what is packed at once, more filters too, for two members.
        Convolution broad = Convolution.of(3, 300, 16, 16, 80, 3, 3, 1, 1, 1, 1, 1, 1, 3, 300, 1);
        float[] shared = new float[144 * 80];
        for (int member = 0; member < 2; member++) {
            float[] scratch = new float[broad.resultScratch()];
            broad.filter(new Member(null, member, 2), 1, large, 0, large, 0, shared, 0, scratch, 0, false);
        }
        hash = 31 * hash + Arrays.hashCode(shared);
        float[] w = b.clone();
        w[0] = Float.POSITIVE_INFINITY;
        for (int filters : new int[] {16, 32}) {
            for (int padding : new int[] {0, 1, 2}) {
                int high = 3 + 2 * padding;
                int wide = 18 + 2 * padding;
                float[] y = new float[high * wide * 32];
                Convolution convolution =
                        Convolution.of(5, 20, 16, 16, filters, 3, 3, 1, 1, 1, 1, padding, padding, high, wide, 1);
                convolution.forward(1, a, 0, w, 0, y, 0, new float[convolution.resultScratch()], 0);
                hash = 31 * hash + Arrays.hashCode(y);
            }
        }
        Convolution channel = Convolution.of(6, 22, 1, 1, 16, 3, 3, 1, 1, 1, 1, 1, 1, 6, 22, 1);
        Pooling squares = Pooling.of(6, 22, 16, 2, 2, 2, 2, 0, 0, 3, 11, Pooling.MEAN);
        float[] scratch = new float[channel.resultScratch() + channel.linesScratch(squares)];
        float[] most = new float[33 * 16];
        channel.maxima(squares, 1, a, 0, w, 0, most, 0, scratch, 0);
        hash = 31 * hash + Arrays.hashCode(most);
        float[] pixel = new float[96];
        Convolution last = Convolution.of(3, 3, 16, 16, 96, 3, 3, 1, 1, 1, 1, 0, 0, 1, 1, 1);
        last.forward(1, a, 0, large, 0, pixel, 0, new float[last.resultScratch()], 0);
        hash = 31 * hash + Arrays.hashCode(pixel);
        for (int filters : new int[] {16, 48}) {
            for (int lines : new int[] {1, 3, 5}) {
                float[] y = new float[6 * 21 * 48];
                int top = lines / 2;
                Convolution few = Convolution.of(6, 21, 1, 1, filters, lines, 3, 1, 1, 1, 1, top, 1, 6, 21, 1);
                few.forward(1, a, 0, w, 0, y, 0, new float[few.resultScratch()], 0);
                hash = 31 * hash + Arrays.hashCode(y);
            }
        }
        w = GemmTests.numbers(160, 3);
        float[] first = new float[160];
        float[] second = new float[160];
        for (int step = 1; step < 4; step++) {
            Update.adam(w, a, first, second, 0, 160, 0.1f, 0.001f, 1e-3f, 1.1f, 1e-8f, 0.999f);
            Update.momentum(w, a, first, 0, 160, 0.01f, 0.9f, true, 0.01f);
            Update.sgd(w, b, 0, 160, 0.01f, 0);
        }
        return "bits " + (31 * hash + Arrays.hashCode(w));
    }
}
