package io.lanewise.processor.graph;

import io.lanewise.processor.ir.InterfaceDecl.Kind;
import io.lanewise.processor.problem.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of {@code @Apply(with = "width = 32, rate = 0.1f")}.
 *
 * @param values those that could be read, {@code Integer} or {@code Float} as declared
 * @param mistakes a text for each of the others
 */
record BlockArguments(Map<String, Number> values, List<String> mistakes) {
    private static final Pattern ITEM = Pattern.compile("\\s*(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)"
            + "\\s*=\\s*([-+]?[0-9][0-9_]*(?:\\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?[fF]?)\\s*");

    static BlockArguments parse(String text, Map<String, Kind> declared) {
        Map<String, Number> values = new LinkedHashMap<>();
        List<String> mistakes = new ArrayList<>();
        for (String item : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Matcher matcher = ITEM.matcher(item);
            if (!matcher.matches()) {
                mistakes.add("Arguments are written name = number, with commas between. '" + item.strip()
                        + "' cannot be read. Write it as in \"width = 32, rate = 0.1f\".");
                continue;
            }
            String name = matcher.group(1);
            Kind kind = declared.get(name);
            if (kind == null) {
                mistakes.add("The block has no argument '" + name + "'. The text was \"" + text + "\". "
                        + Suggestion.sentence(name, declared.keySet(), "Remove it: this block takes none."));
                continue;
            }
            Number value = number(matcher.group(2).replace("_", ""), kind);
            if (value == null) {
                mistakes.add("Argument '" + name + "' must be " + (kind == Kind.INT ? "an int" : "a finite float")
                        + ". It was " + matcher.group(2) + ". Give a number of that type.");
            } else if (values.put(name, value) != null) {
                mistakes.add("Argument '" + name + "' must be given once. The text was \"" + text
                        + "\". Remove one of them.");
            }
        }
        return new BlockArguments(values, mistakes);
    }

    private static @Nullable Number number(String digits, Kind kind) {
        try {
            if (kind == Kind.INT) {
                return Integer.valueOf(digits);
            }
            float value = Float.parseFloat(digits);
            return Float.isFinite(value) ? value : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
