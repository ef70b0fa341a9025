package io.lanewise.samples.fashion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.training.Evaluation;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Learns from small files of the same form; from some of the real articles where Debian's package or {@code -Dfashion.data=FOLDER}
 * has them, and from all of them, as the sample does, by {@code -Dsamples.full} or {@code -Dfashion.data=FOLDER}.
 */
final class FashionTests {
    private static final String TRAIN = "train";
    private static final String TEST = "t10k";

    @TempDir
    private Path folder;

    @Test
    void learnsFromPackedAndPlainFiles() throws Exception {
        write(TRAIN, 500, 500, 28, true);
        write(TEST, 100, 100, 28, false);
        FashionData data = FashionData.read(folder);
        assertEquals(500, data.train().count());
        assertEquals(100, data.test().count());
        assertEquals(3, data.test().ints("article")[3]);
        float[] image = data.test().floats("image");
        assertEquals(1, image[3 * 784 + 6 * 28], "row 6 of article 3 is white");

        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Evaluation result =
                Main.train(FashionModel.create(1), data, 4, new PrintStream(text, true, StandardCharsets.UTF_8));
        assertTrue(result.accuracy() >= 0.98, result::toString);
        List<String> lines = text.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(4, lines.size());
        for (int i = 0; i < 4; i++) {
            String line = lines.get(i);
            assertTrue(line.matches("epoch  " + (i + 1) + "   loss \\d\\.\\d{4}   \\d+\\.\\d\\d s"), line);
        }
    }

    @Test
    void convolutionsLearnFromTheSameFiles() throws Exception {
        write(TRAIN, 500, 500, 28, true);
        write(TEST, 100, 100, 28, true);
        FashionData data = FashionData.read(folder).asImages();
        ConvolutionalFashionModel model = ConvolutionalFashionModel.create(1);
        Evaluation result = Main.train(model, data, 4, new PrintStream(OutputStream.nullOutputStream()));
        assertTrue(result.accuracy() >= 0.98, result::toString);
    }

    @Test
    @EnabledIf("hasArticles")
    void convolutionsLearnFromSomeArticles() throws Exception {
        FashionData all = FashionData.read(articles()).asImages();
        FashionData some = new FashionData(
                all.train().subset(IntStream.range(0, 6000).toArray()),
                all.test().subset(IntStream.range(0, 2000).toArray()));
        ConvolutionalFashionModel model = ConvolutionalFashionModel.create(1);
        Evaluation result = Main.train(model, some, 3, new PrintStream(OutputStream.nullOutputStream()));
        assertTrue(result.accuracy() >= 0.81, result::toString);
    }

    @Test
    void drawsFiltersAndWrongGuesses() throws Exception {
        write(TRAIN, 20, 20, 28, true);
        write(TEST, 20, 20, 28, true);
        FashionData data = FashionData.read(folder).asImages();
        BufferedImage filters =
                Main.filters(ConvolutionalFashionModel.create(1)).image();
        assertEquals(8 * (5 * 12 + 2) + 2, filters.getWidth());
        assertEquals(2 * (5 * 12 + 2) + 2, filters.getHeight(), "16 filters");

        float[] guesses = new float[10 * 20];
        Arrays.fill(guesses, 0.05f);
        for (int i = 0; i < 20; i++) {
            guesses[10 * i + (i == 12 ? 7 : i % 10)] = 0.55f;
        }
        BufferedImage one = Main.wrong(guesses, data.test(), 40).image();
        int bar = 0;
        for (int y = 0; y < 28; y++) {
            bar += one.getRGB(8 + 3, 8 + 3 * y) == Color.WHITE.getRGB() ? y : 0;
        }
        assertEquals(4 + 5, bar, "the only wrong guess is of image 12, an article 2, which is white in rows 4 and 5");
        guesses[10 * 12 + 2] = 0.6f;
        assertThrows(
                IllegalStateException.class,
                () -> Main.wrong(guesses, data.test(), 40).image());
    }

    @Test
    void saysWhatIsMissingAndWhatToDo() throws Exception {
        Path nowhere = folder.resolve("nowhere");
        assertMessage(nowhere, "does not exist. Debian's package dataset-fashion-mnist installs the data");
        assertMessage(folder, "has no train-images-idx3-ubyte.gz and no train-images-idx3-ubyte.");
        write(TRAIN, 20, 10, 28, true);
        assertMessage(folder, "has 20 images but");
        write(TRAIN, 20, 20, 14, true);
        assertMessage(folder, "holds no images of 28×28 but [20, 14, 14]");
    }

    @Test
    @EnabledIf("isFull")
    void tells88OfAHundredApartAfterTenEpochs() throws Exception {
        FashionData data = FashionData.read(articles());
        assertEquals(60_000, data.train().count());
        assertEquals(10_000, data.test().count());
        Evaluation result = Main.dense(data, folder, System.out);
        assertTrue(result.accuracy() >= 0.88, result::toString);
        assertPictures("confusion.png", "weights.png");
    }

    @Test
    @EnabledIf("isFull")
    void convolutionsTell91OfAHundredApartAfterTenEpochs() throws Exception {
        FashionData data = FashionData.read(articles()).asImages();
        Evaluation result = Main.convolution(data, folder, System.out);
        assertTrue(result.accuracy() >= 0.91, result::toString);
        assertPictures("confusion.png", "filters.png", "wrong.png");
        BufferedImage filters = ImageIO.read(folder.resolve("filters.png").toFile());
        assertEquals(8 * (5 * 12 + 2) + 2, filters.getWidth());
    }

    private void assertPictures(String... names) throws IOException {
        for (String name : names) {
            assertNotNull(ImageIO.read(folder.resolve(name).toFile()), name);
        }
    }

    /** Whether the whole training is asked for: by the flag of all samples, or by a folder to learn from. */
    static boolean isFull() {
        return Boolean.getBoolean("samples.full")
                || !System.getProperty("fashion.data", "").isEmpty();
    }

    /** Where the real files are: where the command line says, or where Debian's package puts them. */
    private static Path articles() {
        return Path.of(System.getProperty("fashion.data", "/usr/share/datasets/fashion-mnist"));
    }

    static boolean hasArticles() {
        return Files.isDirectory(articles());
    }

    private static void assertMessage(Path folder, String part) {
        String message =
                assertThrows(IOException.class, () -> FashionData.read(folder)).getMessage();
        assertTrue(message.contains(part), message);
    }

    /** Image i shows article i mod 10: a white bar of two rows at twice its number, in noise. */
    private void write(String part, int images, int labels, int side, boolean packed) throws IOException {
        Random random = new Random(images);
        try (DataOutputStream file = open(part + "-images-idx3-ubyte", packed)) {
            file.write(new byte[] {0, 0, 8, 3});
            file.writeInt(images);
            file.writeInt(side);
            file.writeInt(side);
            for (int i = 0; i < images; i++) {
                for (int row = 0; row < side; row++) {
                    for (int column = 0; column < side; column++) {
                        file.write(row / 2 == i % 10 ? 255 : random.nextInt(60));
                    }
                }
            }
        }
        try (DataOutputStream file = open(part + "-labels-idx1-ubyte", packed)) {
            file.write(new byte[] {0, 0, 8, 1});
            file.writeInt(labels);
            for (int i = 0; i < labels; i++) {
                file.write(i % 10);
            }
        }
    }

    private DataOutputStream open(String name, boolean packed) throws IOException {
        OutputStream file = Files.newOutputStream(folder.resolve(packed ? name + ".gz" : name));
        return new DataOutputStream(packed ? new GZIPOutputStream(file) : file);
    }
}
