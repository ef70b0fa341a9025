package io.lanewise.training.metric;

import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A measure of a network's answers, by its name. {@link Metrics} has the usual ones; others are made of a {@link Meter}:
 *
 * <pre>{@code
 * Metric mine = Metric.of("worst", WorstError::new);
 * }</pre>
 *
 * @param name what it is called in histories, files and progress lines
 * @param output name of the output that it judges; empty for the only one that has a target it fits
 * @param meter makes a fresh computation
 */
public record Metric(String name, String output, Supplier<? extends Meter> meter) {
    private static final Set<String> USED = Set.of("epoch", "loss", "validation_loss");

    /** @throws IllegalArgumentException if the name is no word of letters, digits and underscores */
    public Metric {
        Objects.requireNonNull(meter, "The meter is null. Pass what makes one, such as MyMeter::new.");
        if (!name.matches("(?U)[\\w$]+") || USED.contains(name)) {
            throw new IllegalArgumentException(
                    "A metric cannot be named '" + name
                            + "'. Take letters, digits and underscores, and no name that histories use (epoch, loss, validation_loss).");
        }
    }

    /** A metric of the only output with a target. */
    public static Metric of(String name, Supplier<? extends Meter> meter) {
        return new Metric(name, "", meter);
    }

    /** The same of this output, called {@code output_name}; for models with several. */
    public Metric on(String of) {
        return new Metric(of + "_" + name, of, meter);
    }

    /** The same under another name. */
    public Metric named(String other) {
        return new Metric(other, output, meter);
    }
}
