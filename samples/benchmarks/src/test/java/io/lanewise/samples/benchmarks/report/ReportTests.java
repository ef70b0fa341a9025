package io.lanewise.samples.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.samples.benchmarks.measure.Measured;
import io.lanewise.samples.benchmarks.measure.Peaks;
import io.lanewise.samples.benchmarks.measure.Row;
import io.lanewise.samples.benchmarks.measure.Spread;
import io.lanewise.samples.benchmarks.measure.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written of a run, and the comparison of two runs. */
class ReportTests {
    private static final Row INFER = new Row("infer 784-128-10", "infer", 64, 1, List.of(EngineName.ORT), true);
    private static final Row TRAIN = new Row("train adam 784-128-10", "train", 64, 1, List.of(EngineName.DJL), true);

    @TempDir
    Path folder;

    private static Spread around(double median, double spread) {
        return Spread.of(median * (1 - spread / 2), median, median * (1 + spread / 2));
    }

    private static Suite.Result result(double lanewise) {
        Measured infer = new Measured(
                INFER,
                "us",
                around(lanewise, 0.02),
                EngineName.ORT,
                around(120, 0.04),
                900,
                Double.NaN,
                List.of("not steady after 5000 ms, scalar: [gemm]"));
        Measured train = new Measured(
                TRAIN, "us", around(400, 0.1), EngineName.DJL, around(1000, 0.1), Double.NaN, 30, List.of());
        return new Suite.Result(List.of(infer, train), Peaks.of(100e9, 200e9));
    }

    @Test
    void csvBeginsWithTheColumnsOfTheTable() throws IOException {
        Path file = folder.resolve("peers.csv");
        Csv.write(result(100), file);
        List<String> lines = Files.readAllLines(file);
        assertTrue(
                lines.get(0).startsWith("workload,batch,threads,kind,lanewise_us,peer,peer_us,ratio,"), lines.get(0));
        assertEquals("fma peak,,1,peak,,,,,,0,,,100,1,,,,,", lines.get(1));
        assertEquals(
                "infer 784-128-10,64,1,infer,100,ort,120,1.2,us,0.02,0.04,900,130.1,1.301,,,99 100 101,117.6 120 122.4,1",
                lines.get(3));
        String[] train = lines.get(4).split(",", -1);
        // 64·(3·203264 − 200704) operations at 100 GFLOP/s are 261.8 µs, and the optimizer's 30.
        assertEquals("291.8", train[14]);
        assertEquals("1.371", train[15]);
        for (String line : lines) {
            assertEquals(19, line.split(",", -1).length, line);
        }
    }

    @Test
    void tableHasARowForEachAndThePeak() {
        String text = Table.of(result(100));
        assertTrue(text.contains("FMA peak: 100.0 GFLOP/s of one core, 200.0 of two at once."), text);
        assertTrue(text.lines().anyMatch(line -> line.startsWith("infer 784-128-10") && line.contains("1.20")), text);
        assertTrue(Table.markdown(result(100)).contains("| train adam 784-128-10 | 64 | 1 | train |"));
    }

    @Test
    void aForkThatIsNotSteadyIsTold() {
        String told = "- warmUp() did not reach full speed in 1 of 3 processes of infer 784-128-10, 1 thread:"
                + " not steady after 5000 ms, scalar: [gemm]";
        assertTrue(Table.of(result(100)).contains(told));
        assertTrue(Table.markdown(result(100)).contains(told));
    }

    @Test
    void tokensASecondAndDepthAreTold() {
        List<Measured> rows =
                List.of(decoded("decode 3x384", 1), decoded("decode 6x384", 1), decoded("decode 6x384", 2));
        assertEquals("""
                - decode 3x384, 1 thread: 1000 tokens a second, ort 500.
                - decode 6x384, 1 thread: 500 tokens a second, ort 250; 2.00 times the blocks of decode 3x384 take 2.00 times as long.
                - decode 6x384, 2 threads: 500 tokens a second, ort 250.
                """, Tokens.sentences(new Suite.Result(rows, Peaks.of(100e9, 200e9))));
        assertEquals("", Tokens.sentences(result(100)));
    }

    /** A step of which each 3 blocks take a millisecond, and ONNX Runtime's two. */
    private static Measured decoded(String workload, int threads) {
        double micros = workload.contains("6x") ? 2000 : 1000;
        return new Measured(
                new Row(workload, "decode", 1, threads, List.of(EngineName.ORT), false),
                "us",
                around(micros, 0),
                EngineName.ORT,
                around(2 * micros, 0),
                Double.NaN,
                Double.NaN,
                List.of());
    }

    @Test
    void thePlacesOfAPageAreReplaced() throws IOException {
        Path file = folder.resolve("page.md");
        Files.writeString(file, "a\n<!-- brief -->\nold\n<!-- end -->\nb\n<!-- table -->\n<!-- end -->\n");
        Page page = new Page(file);
        page.replace("brief", Table.brief(result(100)));
        page.replace("table", "new\n");
        String text = Files.readString(file);
        assertTrue(text.contains("| infer 784-128-10 | 64 | 1 | 100.0 µs | ort | 120.0 µs | 1.20 | 130 % |\n"), text);
        assertTrue(text.endsWith("<!-- end -->\nb\n<!-- table -->\n\nnew\n\n<!-- end -->\n"), text);
        assertTrue(!text.contains("behind"), text);
        assertTrue(Table.brief(result(150)).endsWith("behind in: infer 784-128-10, 64 rows, 1 thread (0.80).\n"));
        assertTrue(!text.contains("old") && !page.has("curves"));
        assertThrows(IllegalArgumentException.class, () -> page.replace("curves", ""));
    }

    @Test
    void whatFellByMoreThanTheSpreadIsWorse() throws IOException {
        assertEquals(List.of(), worse(100, 106));
        List<String> worse = worse(100, 120);
        assertEquals(1, worse.size());
        assertTrue(worse.get(0).startsWith("Worse: infer 784-128-10, 64, 1, infer, ort: ratio 1.00, was 1.20"));
        assertEquals(List.of(), worse(120, 100));
    }

    private List<String> worse(double before, double now) throws IOException {
        Csv.writeRatios(result(before), folder.resolve("baseline.csv"));
        Csv.write(result(now), folder.resolve("peers.csv"));
        return Baseline.read(folder.resolve("baseline.csv")).worse(Baseline.read(folder.resolve("peers.csv")));
    }
}
