package io.lanewise.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamTests {
    private static Team two() {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "One processor makes no team");
        Team team = Team.of(2);
        assertNotNull(team);
        assertEquals(2, team.size());
        return team;
    }

    @Test
    void oneThreadIsNoTeam() {
        assertNull(Team.of(1));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Team.of(0))
                .getMessage()
                .contains("0. Pass 1 or more"));
    }

    @Test
    void everyMemberRunsEveryWorkOnceAndMeetsTheOthers() {
        Team team = two();
        AtomicIntegerArray runs = new AtomicIntegerArray(2);
        int[] written = new int[2];
        for (int i = 1; i <= 20_000; i++) {
            int work = i;
            assertTrue(team.enter());
            team.run(member -> {
                int mine = member.from(2);
                runs.incrementAndGet(mine);
                written[mine] = work;
                member.barrier();
                if (written[1 - mine] != work) {
                    throw new IllegalStateException("The other's write is not seen in work " + work);
                }
                member.barrier();
            });
            team.leave();
        }
        assertEquals(20_000, runs.get(0));
        assertEquals(20_000, runs.get(1));
    }

    @Test
    void sharedWorkIsOverWhenNothingIsLeftWhoeverCame() {
        Team team = two();
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger both = new AtomicInteger();
        int[] done = new int[8];
        for (int i = 1; i <= 20_000; i++) {
            int work = i;
            assertTrue(team.enter());
            taken.set(0);
            team.share(member -> {
                for (int part = taken.getAndIncrement(); part < done.length; part = taken.getAndIncrement()) {
                    done[part] = work;
                }
            });
            for (int part : done) {
                assertEquals(work, part);
            }
            // All are needed here, also those that came too late before.
            team.run(member -> {
                both.incrementAndGet();
                member.barrier();
            });
            assertEquals(2 * work, both.get());
            team.leave();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatAMemberThrowsReachesTheCallerAndTheTeamGoesOn(int failing) {
        Team team = two();
        assertTrue(team.enter());
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> team.run(member -> {
                    if (member.from(2) == failing) {
                        throw new IllegalStateException("member " + failing);
                    }
                    member.barrier();
                }));
        assertEquals("member " + failing, thrown.getMessage());
        int[] sum = new int[2];
        team.run(member -> {
            sum[member.from(2)] = 1;
            member.barrier();
        });
        assertEquals(2, sum[0] + sum[1]);
        team.leave();
    }

    @Test
    void oneCallerAtATime() {
        Team team = two();
        assertTrue(team.enter());
        assertFalse(team.enter());
        team.leave();
        assertTrue(team.enter());
    }

    @Test
    void helpersSleepAndWakeAgain() throws InterruptedException {
        Team team = two();
        int[] sum = new int[1];
        for (int i = 0; i < 3; i++) {
            assertTrue(team.enter());
            team.run(member -> {
                if (!member.isFirst()) {
                    sum[0]++;
                }
            });
            team.leave();
            // Long enough for the helper to be asleep.
            Thread.sleep(50);
        }
        assertEquals(3, sum[0]);
    }

    @Test
    void sharesAreWholeAndDisjoint() {
        for (int count : new int[] {1, 2, 3, 7, 32}) {
            for (int n : new int[] {0, 1, 5, 16, 17, 64, 1000}) {
                int rows = 0;
                int floats = 0;
                for (int i = 0; i < count; i++) {
                    Member member = new Member(null, i, count);
                    assertEquals(rows, member.from(n));
                    assertEquals(floats, member.floatsFrom(n));
                    rows = member.to(n);
                    floats = member.floatsTo(n);
                    assertTrue(floats == n || floats % 16 == 0);
                }
                assertEquals(n, rows);
                assertEquals(n, floats);
            }
        }
    }
}
