package io.lanewise.samples.plots;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A picture. */
public interface Plot {
    /** Draws it. */
    BufferedImage image();

    /**
     * Draws it into a PNG file, replacing what is there; the folder is made if there is none.
     *
     * @throws IOException if the file cannot be written
     */
    default void save(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!ImageIO.write(image(), "png", file.toFile())) {
            throw new IOException("This Java cannot write PNG, so '" + file
                    + "' was not written. Run it with the module java.desktop of a full JDK.");
        }
    }
}
