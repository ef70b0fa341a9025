package io.lanewise.samples.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.Parameters;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.History;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both networks have the shapes and parameters that they should, and learn from a few steps; from as many as the sample takes by
 * {@code -Dsamples.full}.
 */
final class ImagesTests {
    /** He et al. say 0.27 million in table 6; counted by hand, running statistics left out, it is this. */
    private static final int RESNET_20 = 432
            + 32 // the first convolution
            + 3 * (2 * 2304 + 64) // 16 channels
            + (4608 + 9216 + 128)
            + 2 * (2 * 9216 + 128) // 32 channels
            + (18_432 + 36_864 + 256)
            + 2 * (2 * 36_864 + 256) // 64 channels
            + 650;

    @Test
    void resNetIsThatOfThePaper() {
        assertEquals(269_722, RESNET_20);
        Parameters parameters = ResNet20Model.create(1).parameters();
        int trained = 0;
        int convolutions = 0;
        for (String name : parameters.names()) {
            List<Integer> shape = parameters.shape(name);
            if (!name.contains("running")) {
                trained += shape.stream().reduce(1, Math::multiplyExact);
            }
            convolutions += shape.size() == 4 ? 1 : 0;
        }
        assertEquals(RESNET_20, trained);
        assertEquals(19, convolutions, "and a dense layer");
        assertEquals(List.of(64, 64, 3, 3), parameters.shape("coarse.1.conv2.weight"));
        assertEquals(List.of(32), parameters.shape("half.bn1.running_mean"));
    }

    @Test
    void resNetLearns() {
        ResNet20Model model = ResNet20Model.create(1);
        History history = Main.train(model, Gratings.draw(160, 1), 3);
        assertTrue(history.losses()[2] <= 0.5 * history.losses()[0], history::toString);
        Dataset others = Gratings.draw(20, 2);
        float[] kinds = new float[20 * 10];
        model.predict(others.floats("image"), 20, kinds);
        for (int i = 0; i < 20; i++) {
            double sum = 0;
            for (int kind = 0; kind < 10; kind++) {
                sum += kinds[10 * i + kind];
            }
            assertEquals(1, sum, 1e-5);
        }
    }

    @Test
    void uNetLearns() {
        UNetModel model = UNetModel.create(1);
        List<String> summary = model.summary().lines().toList();
        for (String part : List.of("quarter 8×8×16", "middleBoth 16×16×32", "fineBoth 32×32×16", "disc 32×32×1")) {
            String[] nodeAndShape = part.split(" ");
            assertTrue(
                    summary.stream()
                            .anyMatch(line -> line.startsWith("  " + nodeAndShape[0] + " ")
                                    && List.of(line.split(" +")).contains(nodeAndShape[1])),
                    () -> part + " in " + model.summary());
        }
        Dataset others = Discs.draw(100, 2);
        double before = Discs.overlap(Main.find(model, others), others.floats("disc"));
        History history = Main.train(model, Discs.draw(320, 1), 4);
        float[] found = Main.find(model, others);
        double after = Discs.overlap(found, others.floats("disc"));
        assertTrue(history.losses()[3] <= 0.6 * history.losses()[0], history::toString);
        assertTrue(before < 0.3 && after > 0.5, () -> "from " + before + " to " + after);
        assertEquals(8 * (96 + 8) + 8, Main.draw(others, found).image().getWidth());
    }

    @Test
    void overlapIsIntersectionOverUnion() {
        assertEquals(1 / 3.0, Discs.overlap(new float[] {0.9f, 0.6f, 0.5f, 0}, new float[] {1, 0, 1, 0}), 0);
        assertEquals(1, Discs.overlap(new float[2], new float[2]));
        Dataset discs = Discs.draw(50, 3);
        double area = 0;
        for (float pixel : discs.floats("disc")) {
            area += pixel / 50;
        }
        // Two discs of radius 4 to 7 are 191 pixels on average, less what lies below the other shapes.
        assertTrue(area > 100 && area < 191, "pixels of discs in an image: " + area);
    }

    @Test
    @EnabledIfSystemProperty(named = "samples.full", matches = "true")
    void bothKnowOtherImagesAfterTheWholeTraining(@TempDir Path folder) throws Exception {
        Main.Result result = Main.run(folder, System.out);
        assertTrue(result.accuracy() >= 0.99 && result.overlap() >= 0.75, result::toString);
        BufferedImage image = ImageIO.read(folder.resolve("discs.png").toFile());
        assertEquals(8 * (96 + 8) + 8, image.getWidth());
    }
}
