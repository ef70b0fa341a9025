package io.lanewise.processor.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionTests {
    @Test
    void countsInsertionsDeletionsReplacementsAndSwaps() {
        assertEquals(0, Suggestion.distance("hidden", "Hidden"));
        assertEquals(1, Suggestion.distance("hiden", "hidden"));
        assertEquals(1, Suggestion.distance("hiddden", "hidden"));
        assertEquals(1, Suggestion.distance("hodden", "hidden"));
        assertEquals(1, Suggestion.distance("hiddne", "hidden"));
        assertEquals(6, Suggestion.distance("", "hidden"));
    }

    @Test
    void theNearestWinsAndTheAlphabetDecidesTies() {
        List<String> known = List.of("edges", "pooled", "features", "feature");
        assertEquals(Optional.of("feature"), Suggestion.near("featur", known));
        assertEquals(Optional.of("edges"), Suggestion.near("edge", known));
        assertEquals(Optional.empty(), Suggestion.near("attention", known));
        assertEquals(Optional.of("a1"), Suggestion.near("a3", List.of("a2", "a1")));
    }

    @Test
    void aNameOfOneLetterIsNearToNothing() {
        assertEquals(Optional.empty(), Suggestion.near("q", List.of("x", "y")));
    }
}
