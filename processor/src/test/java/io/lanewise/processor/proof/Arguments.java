package io.lanewise.processor.proof;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.Signature;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded arguments for a model of any signature, those that cancel and those at kinks among them. */
final class Arguments {
    private Arguments() {}

    /** Inputs and targets; {@code targets} says what each target must be, {@link RandomModel.Target#ANY} if nothing. */
    static Object[] of(Signature signature, Map<String, RandomModel.Target> targets, int count, long seed) {
        Random random = new Random(seed);
        List<Signature.Argument> arguments = signature.arguments();
        Object[] arrays = new Object[arguments.size()];
        for (int i = 0; i < arrays.length; i++) {
            Signature.Argument argument = arguments.get(i);
            int size = count * argument.size();
            if (argument.isInts()) {
                arrays[i] = random.ints(size, 0, argument.classes()).toArray();
            } else if (argument.isTarget()) {
                RandomModel.Target kind = targets.getOrDefault(
                        argument.name(),
                        switch (argument.kind()) {
                            case PROBABILITIES -> RandomModel.Target.PROBABILITIES;
                            case SIGNS -> RandomModel.Target.SIGNS;
                            case NON_NEGATIVE, WEIGHTS -> RandomModel.Target.NON_NEGATIVE;
                            default -> RandomModel.Target.ANY;
                        });
                arrays[i] =
                        target(kind, size, argument.shape().get(argument.shape().size() - 1), random);
            } else {
                arrays[i] = input(size, random);
            }
        }
        return arrays;
    }

    /** As a batch. */
    static Batch batch(Signature signature, Map<String, RandomModel.Target> targets, int count, long seed) {
        return Batch.of(count, of(signature, targets, count, seed));
    }

    private static float[] input(int size, Random random) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = switch (random.nextInt(12)) {
                case 0 -> 0f;
                case 1 -> -0f;
                case 2 -> (float) random.nextGaussian() * 1e-5f;
                case 3 -> (float) random.nextGaussian() * 8;
                default -> (float) random.nextGaussian();
            };
            if (i > 0 && random.nextInt(6) == 0) {
                values[i] = -values[i - 1] * (1 + 0x1p-12f);
            }
        }
        return values;
    }

    private static float[] target(RandomModel.Target kind, int size, int width, Random random) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = kind == RandomModel.Target.ANY ? (float) random.nextGaussian() : random.nextFloat();
            if (kind == RandomModel.Target.BETWEEN_0_AND_1 && random.nextBoolean()) {
                values[i] = random.nextInt(2);
            }
            if (kind == RandomModel.Target.SIGNS) {
                values[i] = 2 * random.nextInt(2) - 1;
            } else if (kind == RandomModel.Target.NON_NEGATIVE) {
                values[i] = random.nextInt(4);
            }
        }
        if (kind == RandomModel.Target.PROBABILITIES) {
            for (int row = 0; row < size; row += width) {
                float sum = 0;
                for (int j = 0; j < width; j++) {
                    sum += values[row + j];
                }
                for (int j = 0; j < width; j++) {
                    values[row + j] /= sum;
                }
            }
        }
        return values;
    }
}
