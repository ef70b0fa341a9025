package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.kernel.Member;
import io.lanewise.runtime.kernel.Team;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Random models: the loss and all gradients by a team of two, again and again, are those of one thread to the bit. */
@Isolated("Threads that wait for each other wait long where others keep the processors busy")
class TeamGradientsTests {
    private static final int MODELS = 60;
    private static final int RUNS = 30;
    private static final int[] BATCHES = {2, 3, 16, 17, 33};

    @Test
    void aTeamGivesTheBitsOfOneThread() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "One processor makes no team");
        Team team = Team.of(2);
        assertNotNull(team);
        Map<String, String> sources = new LinkedHashMap<>();
        List<RandomModel.Source> models = new ArrayList<>();
        sources.put("random/Blocks.java", RandomModel.BLOCKS);
        for (int seed = 3000; seed < 3000 + MODELS; seed++) {
            RandomModel.Source model = RandomModel.of(seed);
            models.add(model);
            sources.put("random/" + model.name() + ".java", model.text());
        }
        ClassLoader loader = ModelCompiler.compile(sources).files().loader();
        int divided = 0;
        for (RandomModel.Source source : models) {
            CompiledModel model =
                    CompiledModel.create(loader.loadClass("random." + source.name() + "Model"), source.seed());
            if (model.network().weights().code().isDivided()) {
                divided++;
                check(source, model, team);
            }
        }
        assertTrue(divided > MODELS / 3, "Only " + divided + " models are divided");
    }

    private static void check(RandomModel.Source source, CompiledModel model, Team team) {
        int count = BATCHES[(int) Math.floorMod(source.seed(), (long) BATCHES.length)];
        Batch batch = Arguments.batch(model.signature(), source.targets(), count, source.seed());
        Result alone = new Result(model, batch);
        alone.run(Member.ALONE);
        for (int run = 0; run < RUNS; run++) {
            Result shared = new Result(model, batch);
            assertTrue(team.enter());
            try {
                team.run(shared);
            } finally {
                team.leave();
            }
            int at = run;
            assertEquals(
                    alone.loss,
                    shared.loss,
                    () -> "run " + at + " of " + count + " " + shared.losses[0] + " " + shared.losses[1]
                            + source.text());
            assertArrayEquals(alone.gradient, shared.gradient, source::text);
            assertArrayEquals(alone.inputs, shared.inputs, source::text);
        }
    }

    private static final class Result implements Team.Work {
        private final ModelCode code;
        private final float[] w;
        private final Batch batch;
        private final float[] scratch;
        private final float[] gradient;
        private final float[][] inputs;
        private final TrainingStep step = TrainingStep.of(4, 2);
        private volatile float loss;
        private final float[] losses = new float[2];

        Result(CompiledModel model, Batch batch) {
            this.code = model.network().weights().code();
            this.w = model.network().weights().current();
            this.batch = batch;
            this.scratch = new float[(int) code.trainingScratch(batch.count())];
            // Whatever was there before must not matter.
            java.util.Arrays.fill(scratch, Float.NaN);
            this.gradient = new float[code.signature().parameterFloats()];
            List<Signature.Argument> arguments = code.signature().inputs();
            this.inputs = new float[arguments.size()][];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = new float[batch.count() * arguments.get(i).size()];
            }
        }

        @Override
        public void run(Member member) {
            loss = code.loss(w, batch, batch.count(), step, scratch, member);
            losses[member.from(2)] = loss;
            code.backward(w, gradient, batch, batch.count(), step, scratch, inputs, member);
        }
    }
}
