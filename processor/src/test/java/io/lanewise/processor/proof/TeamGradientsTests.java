package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
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
    private static final int[] BLOCKS = {40, 4, 3, 1};
    private static final TrainingStep STEP = TrainingStep.of(4, 2);

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
        int byBlocks = 0;
        for (RandomModel.Source source : models) {
            CompiledModel model =
                    CompiledModel.create(loader.loadClass("random." + source.name() + "Model"), source.seed());
            if (model.network().weights().code().isDivided()) {
                divided++;
                byBlocks += GradientRun.isByBlocks(model) ? 1 : 0;
                check(source, model, team);
            }
        }
        assertTrue(divided > MODELS / 3, "Only " + divided + " models are divided");
        assertTrue(byBlocks > MODELS / 5, "Only " + byBlocks + " models are trained by blocks");
    }

    private static void check(RandomModel.Source source, CompiledModel model, Team team) {
        int count = BATCHES[(int) Math.floorMod(source.seed(), (long) BATCHES.length)];
        Batch batch = Arguments.batch(model.signature(), source.targets(), count, source.seed());
        GradientRun alone = new GradientRun(model, batch, STEP, count);
        alone.run(Member.ALONE);
        for (int run = 0; run < RUNS; run++) {
            // Of a block of one example, one member has nothing.
            int block = GradientRun.isByBlocks(model) ? BLOCKS[run % BLOCKS.length] : count;
            GradientRun shared = new GradientRun(model, batch, STEP, block);
            assertTrue(team.enter());
            try {
                team.run(shared);
            } finally {
                team.leave();
            }
            int at = run;
            assertEquals(
                    List.of(),
                    alone.differences(shared),
                    () -> "run " + at + " of " + count + " by blocks of " + block + "\n" + source.text());
        }
    }
}
