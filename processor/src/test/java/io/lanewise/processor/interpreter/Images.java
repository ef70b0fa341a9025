package io.lanewise.processor.interpreter;

import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Window;
import java.util.Arrays;

/** Convolutions and poolings by their definitions: every pixel of a result, every pixel under it. */
final class Images {
    private final Window window;
    private final int examples;
    private final Rivals rivals;

    Images(Window window, int examples, Rivals rivals) {
        this.window = window;
        this.examples = examples;
        this.rivals = rivals;
    }

    private interface Visit {
        /** A pixel of the result and one of the image, over all examples, and which tap that is. */
        void at(int result, int image, int tap);
    }

    private void visit(Visit visit) {
        for (int result = 0; result < examples * window.outHeight() * window.outWidth(); result++) {
            int x = result % window.outWidth();
            int y = result / window.outWidth() % window.outHeight();
            int example = result / window.outWidth() / window.outHeight();
            for (int tap = 0; tap < window.taps(); tap++) {
                int line = y * window.strideY() + tap / window.kernelWidth() * window.dilationY() - window.top();
                int column = x * window.strideX() + tap % window.kernelWidth() * window.dilationX() - window.left();
                if (line >= 0 && line < window.height() && column >= 0 && column < window.width()) {
                    visit.at(result, (example * window.height() + line) * window.width() + column, tap);
                }
            }
        }
    }

    Tensor convolution(Op.Conv.Part part, Tensor first, Tensor second) {
        int channels = window.channels();
        int filters = window.filters();
        int depth = window.depth();
        int images = examples * window.height() * window.width() * channels;
        int results = examples * window.outHeight() * window.outWidth() * filters;
        int weights = window.taps() * depth * filters;
        Tensor sum = Tensor.zeros(
                switch (part) {
                    case RESULT -> results;
                    case IMAGE -> images;
                    case FILTER -> weights;
                });
        visit((result, image, tap) -> {
            for (int f = 0; f < filters; f++) {
                for (int d = 0; d < depth; d++) {
                    int x = image * channels + f / window.filtersOfGroup() * depth + d;
                    int w = (tap * depth + d) * filters + f;
                    int y = result * filters + f;
                    switch (part) {
                        case RESULT -> add(sum, y, first, x, second, w);
                        case IMAGE -> add(sum, x, first, y, second, w);
                        case FILTER -> add(sum, w, first, x, second, y);
                    }
                }
            }
        });
        int terms = switch (part) {
            case RESULT -> window.taps() * depth;
            case IMAGE -> window.taps() * window.filtersOfGroup();
            case FILTER -> examples * window.outHeight() * window.outWidth();
        };
        return new Tensor(sum.values(), sum.scales(), Math.max(terms, Math.max(first.terms(), second.terms())));
    }

    private static void add(Tensor sum, int at, Tensor a, int i, Tensor b, int j) {
        sum.values()[at] += a.values()[i] * b.values()[j];
        sum.scales()[at] += Elements.product(a.scales()[i], b.scales()[j]);
    }

    Tensor max(Tensor image) {
        int[] places = places(image);
        Tensor result = Tensor.zeros(places.length);
        for (int i = 0; i < places.length; i++) {
            result.values()[i] = image.values()[places[i]];
            result.scales()[i] = image.scales()[places[i]];
        }
        return new Tensor(result.values(), result.scales(), image.terms());
    }

    Tensor maxBack(Tensor image, Tensor up) {
        int[] places = places(image);
        Tensor sum = Tensor.zeros(image.values().length);
        for (int i = 0; i < places.length; i++) {
            sum.values()[places[i]] += up.values()[i];
            sum.scales()[places[i]] += up.scales()[i];
        }
        return new Tensor(sum.values(), sum.scales(), Math.max(up.terms(), window.taps()));
    }

    /** Where the largest number of each window is. */
    private int[] places(Tensor image) {
        int channels = window.channels();
        int[] places = new int[examples * window.outHeight() * window.outWidth() * channels];
        Arrays.fill(places, -1);
        visit((result, pixel, tap) -> {
            for (int c = 0; c < channels; c++) {
                int at = pixel * channels + c;
                int best = places[result * channels + c];
                double value = image.values()[at];
                if (best < 0 || value > image.values()[best] || Double.isNaN(value)) {
                    places[result * channels + c] = at;
                }
            }
        });
        visit((result, pixel, tap) -> {
            for (int c = 0; c < channels; c++) {
                rivals.meet(image.values()[places[result * channels + c]], image.values()[pixel * channels + c]);
            }
        });
        return places;
    }

    Tensor sum(Op.Pool.Kind kind, boolean back, Tensor from) {
        int channels = window.channels();
        int[] counts = new int[examples * window.outHeight() * window.outWidth()];
        visit((result, pixel, tap) -> counts[result]++);
        int pixels = back ? examples * window.height() * window.width() : counts.length;
        Tensor sum = Tensor.zeros(pixels * channels);
        visit((result, pixel, tap) -> {
            double by = switch (kind) {
                case MEAN -> counts[result];
                case MEAN_WITH_BORDER -> window.taps();
                default -> 1;
            };
            for (int c = 0; c < channels; c++) {
                int at = (back ? pixel : result) * channels + c;
                int source = (back ? result : pixel) * channels + c;
                sum.values()[at] += from.values()[source] / by;
                sum.scales()[at] += from.scales()[source] / by;
            }
        });
        return new Tensor(sum.values(), sum.scales(), Math.max(from.terms(), window.taps()));
    }
}
