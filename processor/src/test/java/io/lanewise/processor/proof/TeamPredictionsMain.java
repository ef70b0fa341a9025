package io.lanewise.processor.proof;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.Team;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Predicts with the models named on the command line, by one thread and by teams, and prints what came out otherwise. */
final class TeamPredictionsMain {
    private static final int RUNS = 8;

    private TeamPredictionsMain() {}

    public static void main(String[] names) throws ReflectiveOperationException {
        Team[] teams = {Team.of(2), Team.of(3)};
        int together = 0;
        for (int i = 0; i < names.length; i++) {
            CompiledModel model = CompiledModel.create(Class.forName(names[i]), i + 1);
            if (!model.network().weights().code().predictsTogether()) {
                continue;
            }
            together++;
            for (int count = 1; count <= 3; count++) {
                for (Team team : teams) {
                    check(names[i], model, batch(model.signature(), count, i), Objects.requireNonNull(team));
                }
            }
        }
        System.out.println("together " + together);
    }

    /** Lengths that leave a rest among members, where a call decides them. */
    private static Batch batch(Signature signature, int count, int seed) {
        int[] lengths = signature.axes().stream()
                .mapToInt(axis -> Math.max(1, axis.max() - seed % 3))
                .toArray();
        Signature called = lengths.length == 0 ? signature : signature.at(lengths);
        return Arguments.batch(called, Map.of(), count, seed + 1).lengths(lengths);
    }

    private static void check(String name, CompiledModel model, Batch batch, Team team) {
        float[][] expected = outputs(model, batch);
        compute(model, batch, expected, scratch(model), Member.ALONE);
        for (int run = 0; run < RUNS; run++) {
            float[][] found = outputs(model, batch);
            // Whatever was there before must not matter.
            float[] scratch = scratch(model);
            if (!team.enter()) {
                throw new IllegalStateException("The team is taken.");
            }
            try {
                team.run(member -> compute(model, batch, found, scratch, member));
            } finally {
                team.leave();
            }
            if (!Arrays.deepEquals(expected, found)) {
                System.out.println(name + " differs: " + batch.count() + " examples by " + team.size() + " members");
                return;
            }
        }
    }

    private static float[][] outputs(CompiledModel model, Batch batch) {
        return model.signature().longest().outputArrays(batch.count());
    }

    private static float[] scratch(CompiledModel model) {
        float[] scratch = new float[model.network().weights().code().inferenceScratch()];
        Arrays.fill(scratch, Float.NaN);
        return scratch;
    }

    private static void compute(CompiledModel model, Batch batch, float[][] outputs, float[] scratch, Member member) {
        ModelCode code = model.network().weights().code();
        for (int from = 0; from < batch.count(); from += code.rows()) {
            int n = Math.min(code.rows(), batch.count() - from);
            code.predict(model.network().weights().current(), batch, from, n, outputs, scratch, member);
            member.barrier();
        }
    }
}
