package io.lanewise.samples.fashion;

import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.data.IdxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017) from a folder of its four IDX files, packed by gzip or not: 60,000 images to train
 * on and 10,000 to judge by.
 *
 * @param train images and articles to train on
 * @param test images and articles to judge by
 */
record FashionData(Dataset train, Dataset test) {
    /** The articles, by their labels. */
    static final List<String> ARTICLES =
            List.of("T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot");

    private static final float WHITE = 255;

    /**
     * Reads the folder.
     *
     * @throws IOException if it or one of its files is missing, cannot be read, or holds other data; the message says what to do
     */
    static FashionData read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    "The folder '" + folder + "' does not exist. Debian's package dataset-fashion-mnist installs"
                            + " the data to /usr/share/datasets/fashion-mnist; name another folder by -Ddata=FOLDER, for the"
                            + " tests by -Dfashion.data=FOLDER.");
        }
        return new FashionData(part(folder, "train"), part(folder, "t10k"));
    }

    /** The same for the network with convolutions. */
    FashionData asImages() {
        return new FashionData(asImages(train), asImages(test));
    }

    private static Dataset asImages(Dataset part) {
        return ConvolutionalFashionModel.data(part.floats("image"), part.ints("article"));
    }

    private static Dataset part(Path folder, String name) throws IOException {
        IdxFile images = IdxFile.read(file(folder, name + "-images-idx3-ubyte"));
        IdxFile labels = IdxFile.read(file(folder, name + "-labels-idx1-ubyte"));
        int[] shape = images.shape();
        if (shape.length != 3 || shape[1] != 28 || shape[2] != 28) {
            throw new IOException("'" + images + "' holds no images of 28×28 but " + Arrays.toString(shape)
                    + ". Take the files of Fashion-MNIST.");
        }
        if (labels.count() != images.count()) {
            throw new IOException("'" + images + "' has " + images.count() + " images but '" + labels + "' "
                    + labels.count() + " labels. Take both from one source.");
        }
        return FashionModel.data(images.floats(1 / WHITE), labels.ints());
    }

    private static Path file(Path folder, String name) throws IOException {
        for (String ending : new String[] {".gz", ""}) {
            if (Files.exists(folder.resolve(name + ending))) {
                return folder.resolve(name + ending);
            }
        }
        throw new IOException(
                "The folder '" + folder + "' has no " + name + ".gz and no " + name
                        + ". Debian's package dataset-fashion-mnist installs all four files to /usr/share/datasets/fashion-mnist.");
    }
}
