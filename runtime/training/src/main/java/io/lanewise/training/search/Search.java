package io.lanewise.training.search;

import io.lanewise.runtime.kernel.Rng;
import io.lanewise.training.NonFiniteException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A search for settings that are chosen when a program runs: learning rates, batch sizes, optimizers, schedules. Either every
 * combination of some values, or so many at random, which finds good values sooner where few of the settings matter
 * (Bergstra and Bengio, 2012).
 *
 * <pre>{@code
 * SearchResult result = Search.random(30, 42)
 *         .logUniform("learningRate", 1e-4, 1e-1)
 *         .values("batchSize", 16, 32, 64)
 *         .run(trial -> {
 *             IrisModel model = IrisModel.create(1);
 *             return Trainer.of(model).optimizer(Adam.of(trial.number("learningRate")))
 *                     .batchSize(trial.integer("batchSize")).epochs(50).validation(held).fit(train)
 *                     .last().validationLoss();
 *         });
 * System.out.println(result);
 * }</pre>
 *
 * <p>What is tried is a function of seed, number of the trial and name alone, so a search gives the same bits in every run, and
 * a longer one begins with the trials of a shorter. What is compiled into a model (units, activations) is searched by
 * declaring several models.
 */
public final class Search {
    private static final int MOST = 1_000_000;

    private final boolean grid;
    private final int trials;
    private final long seed;
    private final boolean maximizing;
    private final Map<String, Setting> settings;

    /** The value of a setting in a trial: of a grid by its place, at random by bits. */
    private record Setting(List<Object> values, Function<Long, Object> drawn) {}

    private Search(boolean grid, int trials, long seed, boolean maximizing, Map<String, Setting> settings) {
        this.grid = grid;
        this.trials = trials;
        this.seed = seed;
        this.maximizing = maximizing;
        this.settings = settings;
    }

    /** Every combination of the values; the setting that was given last changes fastest. */
    public static Search grid() {
        return new Search(true, 0, 0, false, Map.of());
    }

    /**
     * So many combinations at random.
     *
     * @param trials at least 1
     */
    public static Search random(int trials, long seed) {
        if (trials < 1) {
            throw new IllegalArgumentException("The number of trials is " + trials + ". Pass at least 1.");
        }
        return new Search(false, trials, seed, false, Map.of());
    }

    /** Makes the greatest score the best, for accuracies; the least is unless this is called. */
    public Search maximize() {
        return new Search(grid, trials, seed, true, settings);
    }

    /**
     * A setting with these values, at random each as likely: numbers, optimizers, anything.
     *
     * @throws IllegalArgumentException if there are none, or the name is taken
     */
    public Search values(String name, Object... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("'" + name + "' has no values to try. Pass at least one.");
        }
        List<Object> all = List.of(values);
        return with(name, new Setting(all, bits -> all.get((int) ((bits >>> 32) * all.size() >>> 32))));
    }

    /**
     * A number between two, each as likely; for a random search.
     *
     * @throws IllegalArgumentException if {@code from} is not below {@code to}, or the name is taken
     */
    public Search uniform(String name, double from, double to) {
        requireRange(name, from, to);
        return with(name, new Setting(List.of(), bits -> from + unit(bits) * (to - from)));
    }

    /**
     * A number between two whose logarithm is equally likely everywhere, as suits learning rates; for a random search.
     *
     * @throws IllegalArgumentException if {@code from} is not above 0 and below {@code to}, or the name is taken
     */
    public Search logUniform(String name, double from, double to) {
        requireRange(name, from, to);
        if (from <= 0) {
            throw new IllegalArgumentException(
                    "'" + name + "' begins at " + from + ", which has no logarithm. Pass a number above 0.");
        }
        // StrictMath, so that a trial is the same on every platform.
        double low = StrictMath.log(from);
        double high = StrictMath.log(to);
        return with(
                name,
                new Setting(
                        List.of(),
                        bits -> Math.min(to, Math.max(from, StrictMath.exp(low + unit(bits) * (high - low))))));
    }

    private void requireRange(String name, double from, double to) {
        if (grid) {
            throw new IllegalArgumentException(
                    "'" + name
                            + "' is a range, which a grid cannot try entirely. Pass values(...), or search by Search.random(...).");
        }
        if (!(from < to) || Double.isInfinite(to - from)) {
            throw new IllegalArgumentException(
                    "'" + name + "' goes from " + from + " to " + to + ". Pass two finite numbers, the lesser first.");
        }
    }

    /** From 0 to below 1. */
    private static double unit(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }

    private Search with(String name, Setting setting) {
        if (settings.containsKey(name)) {
            throw new IllegalArgumentException("'" + name + "' is given twice. Give each setting once.");
        }
        Map<String, Setting> more = new LinkedHashMap<>(settings);
        more.put(name, setting);
        return new Search(grid, trials, seed, maximizing, more);
    }

    /**
     * Makes all trials, one after the other.
     *
     * @param score trains and judges by the values of a trial. NaN or a {@link NonFiniteException}, as by a learning rate that is
     *     too high, make a trial the worst; other exceptions end the search.
     * @throws IllegalArgumentException if no setting was given, or a grid has more than a million combinations
     */
    public SearchResult run(ToDoubleFunction<Trial> score) {
        if (settings.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to try. Give a setting by values(name, ...).");
        }
        int count = grid ? combinations() : trials;
        List<Trial> done = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            long own = Rng.mix(Rng.mix(seed + 0x9e3779b97f4a7c15L) ^ number);
            Trial trial = new Trial(number, own, values(number - 1, own), Double.NaN);
            double result;
            try {
                result = score.applyAsDouble(trial);
            } catch (NonFiniteException diverged) {
                result = Double.NaN;
            }
            done.add(new Trial(number, own, trial.values(), result));
        }
        return SearchResult.of(done, maximizing);
    }

    private int combinations() {
        long count = 1;
        for (Setting setting : settings.values()) {
            count *= setting.values.size();
            if (count > MOST) {
                throw new IllegalArgumentException(
                        "The grid has more than a million combinations. Give fewer values, or search by Search.random(...).");
            }
        }
        return (int) count;
    }

    private Map<String, Object> values(int place, long own) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!grid) {
            settings.forEach((name, setting) -> values.put(
                    name, setting.drawn.apply(Rng.mix(own ^ Rng.mix(name.hashCode() + 0x9e3779b97f4a7c15L)))));
            return values;
        }
        List<String> names = new ArrayList<>(settings.keySet());
        Object[] chosen = new Object[names.size()];
        int left = place;
        for (int i = chosen.length - 1; i >= 0; i--) {
            List<Object> of = values(names.get(i));
            chosen[i] = of.get(left % of.size());
            left /= of.size();
        }
        for (int i = 0; i < chosen.length; i++) {
            values.put(names.get(i), chosen[i]);
        }
        return values;
    }

    private List<Object> values(String name) {
        Setting setting = settings.get(name);
        return setting == null ? List.of() : setting.values;
    }
}
