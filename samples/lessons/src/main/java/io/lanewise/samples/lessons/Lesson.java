package io.lanewise.samples.lessons;

import java.io.IOException;

/**
 * One lesson of the course.
 *
 * @param name what {@code -Dlesson=…} calls it
 * @param about what it shows, in a line
 * @param script what it says and draws
 */
public record Lesson(String name, String about, Script script) {
    @Override
    public String toString() {
        return name;
    }

    /** The course of a lesson. */
    @FunctionalInterface
    public interface Script {
        /**
         * Gives the lesson.
         *
         * @throws IOException if a picture cannot be written
         */
        void teach(Page page) throws IOException;
    }
}
