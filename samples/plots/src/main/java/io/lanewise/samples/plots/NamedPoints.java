package io.lanewise.samples.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Points of the plane with a name each, in the colours of their groups; x and y have the same scale. */
public final class NamedPoints implements Plot {
    private static final int MARGIN = 60;
    private static final int TITLE = 24;
    private static final int RADIUS = 3;
    private static final int STEP = 4;
    private static final int FARTHEST = 200;
    private static final int DIRECTIONS = 16;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 15);

    private final String title;
    private final int width;
    private final int height;
    private final List<Point> points = new ArrayList<>();

    private record Point(String name, double x, double y, int group) {}

    static {
        System.setProperty("java.awt.headless", "true");
    }

    private NamedPoints(String title, int width, int height) {
        this.title = title;
        this.width = width;
        this.height = height;
    }

    /** A picture of 900×700 pixels without points yet. */
    public static NamedPoints of(String title) {
        return new NamedPoints(title, 900, 700);
    }

    /**
     * Adds a point.
     *
     * @param group index of its colour, at least 0; see {@link Palette#of}
     * @throws IllegalArgumentException if a coordinate is not finite, or the group is below 0
     */
    public NamedPoints add(String name, double x, double y, int group) {
        if (!Double.isFinite(x) || !Double.isFinite(y) || group < 0) {
            throw new IllegalArgumentException("'" + name + "' is at (" + x + ", " + y + ") in group " + group
                    + ". Pass finite coordinates, and a group of 0 or more.");
        }
        points.add(new Point(name, x, y, group));
        return this;
    }

    @Override
    public BufferedImage image() {
        if (points.isEmpty()) {
            throw new IllegalStateException("There is nothing to draw. Add a point first.");
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        graphics.setFont(BOLD);
        graphics.drawString(title, (width - graphics.getFontMetrics().stringWidth(title)) / 2, TITLE);
        graphics.setFont(FONT);
        draw(graphics);
        graphics.dispose();
        return image;
    }

    private void draw(Graphics2D graphics) {
        double left = points.stream().mapToDouble(Point::x).min().orElseThrow();
        double right = points.stream().mapToDouble(Point::x).max().orElseThrow();
        double bottom = points.stream().mapToDouble(Point::y).min().orElseThrow();
        double top = points.stream().mapToDouble(Point::y).max().orElseThrow();
        double scale = Math.min((width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (top - bottom));
        if (!Double.isFinite(scale)) {
            scale = 1;
        }
        List<Rectangle> taken = new ArrayList<>();
        int[][] places = new int[points.size()][];
        for (int i = 0; i < places.length; i++) {
            int x = (int) Math.round(width / 2.0 + (points.get(i).x - (left + right) / 2) * scale);
            int y = (int) Math.round(height / 2.0 - (points.get(i).y - (bottom + top) / 2) * scale);
            places[i] = new int[] {x, y};
            taken.add(new Rectangle(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS));
        }
        for (int i = 0; i < places.length; i++) {
            Point point = points.get(i);
            Rectangle name = room(places[i][0], places[i][1], graphics.getFontMetrics(), point.name, taken);
            taken.add(name);
            graphics.setColor(Palette.pale(point.group));
            graphics.drawLine(places[i][0], places[i][1], (int) name.getCenterX(), (int) name.getCenterY());
        }
        for (int i = 0; i < places.length; i++) {
            Point point = points.get(i);
            Rectangle name = taken.get(places.length + i);
            graphics.setColor(Palette.of(point.group));
            graphics.fillOval(places[i][0] - RADIUS, places[i][1] - RADIUS, 2 * RADIUS, 2 * RADIUS);
            graphics.drawString(
                    point.name, name.x, name.y + graphics.getFontMetrics().getAscent());
        }
    }

    /** The nearest place around a point where its name covers nothing else; beside the point if there is none. */
    private Rectangle room(int x, int y, FontMetrics metrics, String name, List<Rectangle> taken) {
        int wide = metrics.stringWidth(name);
        int high = metrics.getAscent() + metrics.getDescent();
        Rectangle beside = new Rectangle(x + RADIUS + 2, y - high / 2, wide, high);
        for (int far = 0; far <= FARTHEST; far += STEP) {
            for (int direction = 0; direction < DIRECTIONS; direction++) {
                double angle = 2 * Math.PI * direction / DIRECTIONS;
                double across = (RADIUS + 2 + wide / 2.0 + far) * Math.cos(angle);
                double down = (RADIUS + 2 + high / 2.0 + far) * Math.sin(angle);
                Rectangle room = new Rectangle(
                        (int) Math.round(x + across - wide / 2.0), (int) Math.round(y + down - high / 2.0), wide, high);
                if (room.x >= 0
                        && room.x + wide <= width
                        && room.y >= TITLE
                        && room.y + high <= height
                        && taken.stream().noneMatch(room::intersects)) {
                    return room;
                }
            }
        }
        return beside;
    }
}
