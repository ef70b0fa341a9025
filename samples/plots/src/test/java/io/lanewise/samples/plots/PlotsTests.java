package io.lanewise.samples.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.training.Epoch;
import io.lanewise.training.History;
import io.lanewise.training.metric.Answers;
import io.lanewise.training.metric.ConfusionMatrix;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the pictures back: what is to be seen has its colour and its place. */
final class PlotsTests {
    private static final Box SQUARE = Box.around(1);

    @Test
    void curvesShowTrainingAndValidation(@TempDir Path folder) throws Exception {
        List<Epoch> epochs = List.of(
                new Epoch(1, 1, 2, Double.NaN),
                new Epoch(2, 0.1, 0.5, Double.NaN),
                new Epoch(3, 0.01, 0.4, Double.NaN));
        Path file = folder.resolve("new/folder/curve.png");
        Curves.of("A training")
                .axes("epoch", "loss")
                .logY()
                .history(new History(epochs, 3, false))
                .save(file);
        BufferedImage image = ImageIO.read(file.toFile());
        assertEquals(900, image.getWidth());
        assertEquals(500, image.getHeight());
        Map<Integer, Integer> seen = colours(image);
        assertTrue(seen.getOrDefault(Palette.of(0).getRGB(), 0) > 300, "the line of training");
        assertTrue(seen.getOrDefault(Palette.of(1).getRGB(), 0) > 300, "the line of validation");
        assertEquals(0, seen.getOrDefault(Palette.of(2).getRGB(), 0), "no third line");
    }

    @Test
    void imagesStandInTheirCells() {
        float[] pixels = {9, 9, 0, 0.5f, 1, 2};
        BufferedImage image = ImageGrid.inRowsOf(2)
                .add(pixels, 2, 2, 2)
                .add(pixels, 2, 2, 2, "a line")
                .add(pixels, 1, 1, 1)
                .image();
        assertEquals(2 * (96 + 8) + 8, image.getWidth(), "two in a row");
        assertEquals(
                2 * (2 * 3 + 14 + 8) + 8, image.getHeight(), "two rows, as high as the highest image and its line");
        assertEquals(Color.BLACK.getRGB(), image.getRGB(8, 8));
        assertEquals(new Color(128, 128, 128).getRGB(), image.getRGB(8 + 3, 8));
        assertEquals(Color.WHITE.getRGB(), image.getRGB(8, 8 + 3));
        assertEquals(Color.WHITE.getRGB(), image.getRGB(8 + 3, 8 + 3), "2 counts as 1");
        assertEquals(Color.BLACK.getRGB(), image.getRGB(8 + 104, 8), "the second begins a cell further");
        assertEquals(Color.WHITE.getRGB(), image.getRGB(8, 8 + 28), "9 counts as 1");
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> ImageGrid.inRowsOf(1).add(pixels, 3, 2, 2))
                .getMessage();
        assertEquals("An image of 2×2 from 3 on in 6 pixels. Pass all its pixels, and where they begin.", message);
        assertThrows(IllegalArgumentException.class, () -> ImageGrid.inRowsOf(0));
        assertThrows(IllegalStateException.class, () -> ImageGrid.inRowsOf(1).image());
    }

    /** The corners of a square, twice as high as wide, keep their shape; names keep off the points and each other. */
    @Test
    void namedPointsLieInTheirPlaces() {
        BufferedImage image = NamedPoints.of("Corners")
                .add("a", 0, 0, 0)
                .add("b", 1, 0, 1)
                .add("HELLO HILL", 0, 2, 2)
                .add("d", 0, 2, 3)
                .image();
        assertEquals(Palette.of(0).getRGB(), image.getRGB(305, 640), "left below");
        assertEquals(Palette.of(1).getRGB(), image.getRGB(595, 640), "right below");
        assertEquals(Palette.of(3).getRGB(), image.getRGB(305, 60), "left above, over the one before");
        Map<Integer, Integer> seen = colours(image);
        assertTrue(seen.getOrDefault(Palette.of(2).getRGB(), 0) > 5, "the name of a hidden point is to be seen");
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> NamedPoints.of("none").add("x", Double.NaN, 0, 0))
                .getMessage();
        assertEquals("'x' is at (NaN, 0.0) in group 0. Pass finite coordinates, and a group of 0 or more.", message);
        assertThrows(IllegalStateException.class, () -> NamedPoints.of("none").image());
    }

    @Test
    void curvesRefuseWhatTheyCannotShow() {
        Curves curves = Curves.of("loss").logY();
        String message = assertThrows(
                        IllegalArgumentException.class, () -> curves.line("training", new double[] {1, 0}))
                .getMessage();
        assertEquals(
                "'training' has the value 0.0, which a logarithmic axis cannot show. Leave it out, or use a linear axis.",
                message);
        assertThrows(IllegalArgumentException.class, () -> curves.line("none", new double[0]));
        assertThrows(IllegalArgumentException.class, () -> curves.points("odd", new double[2], new double[3]));
    }

    /** Class 1 is x > 0: the right half, to the pixel. */
    @Test
    void regionsLieWhereTheClassesAre() {
        Plane right = (points, count, values) -> {
            for (int i = 0; i < count; i++) {
                values[i] = points[2 * i] > 0 ? 1 : 0;
            }
        };
        BufferedImage image = Regions.of("right", SQUARE, right).axes("x", "y").image();
        Map<Integer, Integer> seen = colours(image);
        int left = seen.get(Palette.pale(0).getRGB());
        int rightHalf = seen.get(Palette.pale(1).getRGB());
        assertTrue(left > 50_000, () -> "pixels of class 0: " + left);
        assertEquals(1, (double) rightHalf / left, 0.02);
        assertTrue(middle(image, Palette.pale(0)) < middle(image, Palette.pale(1)), "class 1 lies right of class 0");
    }

    /** Three values, the largest on the upper third of the box, the lower two thirds, never. */
    @Test
    void theLargestOfSeveralValuesIsTheClass() {
        Plane thirds = (points, count, values) -> {
            for (int i = 0; i < count; i++) {
                values[3 * i] = points[2 * i + 1] > 1f / 3 ? 2 : 0;
                values[3 * i + 1] = 1;
                values[3 * i + 2] = -1;
            }
        };
        BufferedImage image = Regions.of("thirds", SQUARE, thirds, 3)
                .points("one point", new double[] {0}, new double[] {0.8})
                .image();
        Map<Integer, Integer> seen = colours(image);
        double upper = seen.get(Palette.pale(0).getRGB());
        assertEquals(2, seen.get(Palette.pale(1).getRGB()) / upper, 0.05);
        assertEquals(0, seen.getOrDefault(Palette.pale(2).getRGB(), 0));
        assertTrue(seen.get(Palette.of(0).getRGB()) > 20, "the point has the full colour of its class");
    }

    @Test
    void contoursHaveManyBandsAndTheirPath() {
        Plane bowl = (points, count, values) -> {
            for (int i = 0; i < count; i++) {
                values[i] = points[2 * i] * points[2 * i] + 10 * points[2 * i + 1] * points[2 * i + 1];
            }
        };
        BufferedImage image = Contour.of("bowl", SQUARE, bowl)
                .path("a path", new double[] {-0.9, 0, 7}, new double[] {0.9, 0, 7})
                .mark("minimum", 0, 0)
                .image();
        Map<Integer, Integer> seen = colours(image);
        assertTrue(seen.values().stream().filter(count -> count > 5_000).count() >= 15, "sixteen bands of equal area");
        assertTrue(seen.getOrDefault(Palette.of(1).getRGB(), 0) > 200, "the path");
        assertTrue(seen.getOrDefault(Color.RED.getRGB(), 0) > 20, "the minimum");
    }

    @Test
    void confusionMatricesShowTheirCounts() {
        ConfusionMatrix matrix = new ConfusionMatrix();
        matrix.update(Answers.of(new float[] {1, 0, 0, 1, 0.6f, 0.4f, 0.7f, 0.3f}, new int[] {0, 1, 1, 0}));
        BufferedImage image =
                ConfusionPlot.of("two classes", matrix, List.of("no", "yes")).image();
        assertEquals(380, image.getWidth());
        assertTrue(colours(image).getOrDefault(Palette.of(5).getRGB(), 0) > 1_000, "the fullest cell");
        assertThrows(IllegalArgumentException.class, () -> ConfusionPlot.of("odd", matrix, List.of("no")));
    }

    @Test
    void panelsStandInRows() {
        WeightImages red = WeightImages.of(new float[] {1}, 1, 1);
        WeightImages blue = WeightImages.of(new float[] {-1}, 1, 1).zoom(6);
        BufferedImage image = Panels.inRowsOf(2).add(red).add(blue).add(blue).image();
        assertEquals(2 * 10, image.getWidth());
        assertEquals(2 * 10, image.getHeight());
        assertEquals(Palette.of(1).getRGB(), image.getRGB(3, 3));
        assertEquals(Palette.of(0).getRGB(), image.getRGB(14, 3));
        assertEquals(Palette.of(0).getRGB(), image.getRGB(4, 14));
        assertEquals(Color.WHITE.getRGB(), image.getRGB(14, 14));
        assertThrows(IllegalStateException.class, () -> Panels.inRowsOf(2).image());
        assertThrows(IllegalArgumentException.class, () -> Panels.inRowsOf(0));
    }

    @Test
    void weightsAreRedAboveNoughtAndBlueBelow() {
        BufferedImage image = WeightImages.of(new float[] {1, -1, 0, 0.5f, 0, 0, 0, 0}, 2, 2)
                .columns(2)
                .zoom(3)
                .image();
        assertEquals(2 * (6 + 2) + 2, image.getWidth());
        assertEquals(6 + 4, image.getHeight());
        assertEquals(Palette.of(1).getRGB(), image.getRGB(2, 2));
        assertEquals(Palette.of(0).getRGB(), image.getRGB(7, 4));
        assertEquals(Color.WHITE.getRGB(), image.getRGB(2, 5));
        assertEquals(Palette.mix(Color.WHITE, Palette.of(1), 0.5).getRGB(), image.getRGB(5, 7));
        assertEquals(Color.WHITE.getRGB(), image.getRGB(12, 5));
        assertThrows(IllegalArgumentException.class, () -> WeightImages.of(new float[5], 2, 2));
        assertThrows(
                IllegalArgumentException.class,
                () -> WeightImages.of(new float[4], 2, 2).zoom(0));
    }

    @Test
    void aBoxHasAWidthAndAHeight() {
        assertThrows(IllegalArgumentException.class, () -> new Box(0, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Box(0, 1, 0, Double.NaN));
        assertEquals(new Box(-2, 2, -2, 2), Box.around(2));
    }

    private static Map<Integer, Integer> colours(BufferedImage image) {
        Map<Integer, Integer> seen = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                seen.merge(image.getRGB(x, y), 1, Integer::sum);
            }
        }
        return seen;
    }

    /** Mean x of the pixels of this colour. */
    private static double middle(BufferedImage image, Color color) {
        long sum = 0;
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) == color.getRGB()) {
                    sum += x;
                    count++;
                }
            }
        }
        return (double) sum / count;
    }
}
