package io.lanewise.samples.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.Trainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTests {
    private static final String PEOPLE = "\uFEFFname,age,income,city,answer\r\n"
            + "\"Ada, \"\"the first\"\"\",36,1.5e3,Köln,yes\r\n"
            + "\"two\nlines\", 41 ,-0.25,Bonn,no\r\n"
            + "Cid,,7,Köln,yes\r\n"
            + "Dot,20,NA,?,no\r\n";

    @TempDir
    private Path folder;

    private CsvTable table(String text) throws IOException {
        return CsvTable.read(Files.writeString(folder.resolve("people.csv"), text));
    }

    @Test
    void completeRowsBecomeTheArraysOfAModel() throws IOException {
        CsvTable people = table(PEOPLE);
        assertEquals(List.of("name", "age", "income", "city", "answer"), people.names());
        assertEquals(4, people.rows());
        CsvTable whole = people.complete("age", "income");
        assertArrayEquals(new float[] {36, 1500, 41, -0.25f}, whole.numbers("age", "income"));
        assertArrayEquals(new float[] {1500, -0.25f}, whole.numbers("income"));
        assertArrayEquals(new int[] {1, 0}, whole.labels("answer"));
        assertEquals(List.of("no", "yes"), whole.categories("answer"));
        Dataset data = AnswerModel.data(whole.numbers("age", "income"), whole.labels("answer"));
        assertEquals(2, data.count());
        assertEquals(
                3,
                Trainer.of(AnswerModel.create(1)).epochs(3).fit(data).epochs().size());
        assertEquals(2, people.complete().rows());
    }

    @Test
    void categoriesAreNumberedInAGivenOrder() throws IOException {
        CsvTable people = table(PEOPLE).complete("city");
        assertArrayEquals(new int[] {1, 0, 1}, people.labels("city"));
        List<String> order = List.of("Köln", "Aachen", "Bonn");
        assertArrayEquals(new int[] {0, 2, 0}, people.labels("city", order));
        assertArrayEquals(new float[] {1, 0, 0, 0, 0, 1, 1, 0, 0}, people.oneHot("city", order));
        assertRefused(
                "1 fields of '" + folder.resolve("people.csv")
                        + "' are none of the categories [Köln]: line 3, column 'city' is 'Bonn'.",
                () -> people.labels("city", List.of("Köln")));
    }

    @Test
    void missingValuesAreToldWithLineAndColumnOrFilled() throws IOException {
        CsvTable people = table(PEOPLE);
        assertRefused(
                "2 fields of '" + folder.resolve("people.csv")
                        + "' are no numbers: line 5, column 'age' is missing; line 6, column 'income' is missing. Correct the"
                        + " file, leave out such rows by complete(...), or fill what is missing by filled(...).",
                () -> people.numbers("age", "income"));
        assertArrayEquals(
                new float[] {36, 41, 30, 20}, people.filled("age", "30").numbers("age"));
        assertRefused("line 6, column 'city' is missing", () -> people.categories("city"));
        assertRefused("line 2, column 'city' is 'Köln'", () -> people.numbers("city"));
        assertRefused("has no column 'Age'. It has [name, age,", () -> people.numbers("Age"));
        assertRefused("No column is named", () -> people.numbers());
    }

    @Test
    void manyMistakesAreListedInPart() throws IOException {
        CsvTable table = table("x\n" + "a\n".repeat(25));
        assertRefused("line 11, column 'x' is 'a'; and 15 more.", () -> table.numbers("x"));
        assertRefused("No row of", () -> table("x,y\nNA,1\n").complete("x"));
    }

    @Test
    void filesThatAreNoTableAreRefused() throws IOException {
        assertUnreadable(
                "Line 3 of '" + folder.resolve("people.csv") + "' has 1 fields where the header has 2.",
                "a,b\n1,2\n3\n");
        assertUnreadable("has 1 lines. The first must name the columns", "a,b\n");
        assertUnreadable("has 0 lines", "");
        assertUnreadable("is [a, a]. Give each column a name of its own.", "a,a\n1,2\n");
        assertUnreadable("is [a, ]. Give each column a name", "a,\n1,2\n");
        assertUnreadable("breaks the rules of CSV", "a,b\n1,\"2\n");
        Path file = Files.write(folder.resolve("latin.csv"), "a\nö\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                "'" + file + "' is not UTF-8. Save it in that encoding.",
                assertThrows(IOException.class, () -> CsvTable.read(file)).getMessage());
        assertTrue(assertThrows(IOException.class, () -> CsvTable.read(folder.resolve("none")))
                .getMessage()
                .endsWith("none' does not exist. Check the path."));
    }

    @Test
    void otherSeparatorsAreRead() throws IOException {
        Path file = Files.writeString(folder.resolve("tabs"), "a\tb\n1\t2,5\n");
        assertArrayEquals(new float[] {1}, CsvTable.read(file, '\t').numbers("a"));
    }

    private void assertUnreadable(String text, String content) {
        String message = assertThrows(IOException.class, () -> table(content)).getMessage();
        assertTrue(message.contains(text), message);
    }

    private static void assertRefused(String text, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(text), message);
    }
}
