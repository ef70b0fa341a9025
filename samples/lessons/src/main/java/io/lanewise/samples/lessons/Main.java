package io.lanewise.samples.lessons;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Gives one lesson, or all, or says which there are. */
public final class Main {
    private Main() {}

    /** Takes the name of a lesson, {@code all} or {@code list}, and the folder for pictures; {@code lessons-out} without one. */
    public static void main(String[] arguments) throws IOException {
        String name = arguments.length > 0 ? arguments[0] : "list";
        Path folder = Path.of(arguments.length > 1 ? arguments[1] : "lessons-out");
        Page page = new Page(System.out, folder);
        if (name.equals("list")) {
            list(page);
            return;
        }
        List<Lesson> lessons = name.equals("all") ? Lessons.all() : List.of(Lessons.named(name));
        for (Lesson lesson : lessons) {
            page.say("%s: %s%n", lesson.name(), lesson.about());
            lesson.script().teach(page);
            page.gap();
        }
    }

    private static void list(Page page) {
        page.say("Lessons, each run by -Dlesson=NAME, or all of them by -Dlesson=all:%n");
        for (Lesson lesson : Lessons.all()) {
            page.say("  %-22s %s", lesson.name(), lesson.about());
        }
    }
}
