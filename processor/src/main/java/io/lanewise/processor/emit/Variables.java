package io.lanewise.processor.emit;

import io.lanewise.processor.ir.Extent;
import io.lanewise.processor.ir.Place;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Names in one generated method: the user's arrays keep theirs, everything else is named after its value and moves aside. Where
 * a value lies is an int variable of the method, declared before its first use and within the loop that it depends on.
 */
final class Variables {
    private final Plan.Section section;
    /** Whether scratch is laid out for the method's own number of examples. */
    private final boolean fitted;
    /** Elements of an example of each of the caller's arrays, where the method reads a block of the examples in them. */
    private final List<Extent> blocked;

    private final long capacity;
    private final List<String> arguments;
    private final List<String> offsets = new ArrayList<>();
    private final Map<String, String> parameterConstants;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> own = new LinkedHashMap<>();
    private final List<Map<Value, String>> declared = new ArrayList<>();
    private final List<String> counters = new ArrayList<>();

    /**
     * @param capacity examples that scratch is laid out for; 0 for the method's own number of examples
     * @param arguments names of the caller's arrays
     * @param blocked elements of an example of each of these, where the method reads those from a first example on; else empty
     * @param parameterConstants the constants of {@link PassMethods#constants}
     */
    Variables(
            Plan.Section section,
            long capacity,
            List<String> arguments,
            List<Extent> blocked,
            Map<String, String> parameterConstants) {
        this.section = section;
        this.fitted = capacity == 0;
        this.blocked = List.copyOf(blocked);
        this.capacity = capacity;
        this.arguments = arguments;
        this.parameterConstants = parameterConstants;
        taken.addAll(arguments);
        arguments.forEach(argument -> offsets.add(unique(argument + "At")));
        declared.add(new IdentityHashMap<>());
    }

    /** For a method with the same parameters, and the counters behind them, that declares its own variables. */
    Variables part() {
        Variables part = new Variables(section, capacity, arguments, blocked, parameterConstants);
        part.taken.addAll(own.values());
        part.taken.addAll(counters);
        part.own.putAll(own);
        part.counters.addAll(counters);
        counters.forEach(counter -> part.declared.add(new IdentityHashMap<>()));
        return part;
    }

    /** A variable of the method itself, {@code "s"} for scratch, renamed where the user has one of that name. */
    String own(String wish) {
        return own.computeIfAbsent(wish, w -> unique(word(w)));
    }

    /** Where the caller's array of this argument starts: {@code "imageAt"}, renamed where the user has one of that name. */
    String argumentOffset(int argument) {
        return offsets.get(argument);
    }

    /** The variable that holds the length of an axis, named like it. */
    String length(String axis) {
        return own.computeIfAbsent("length of " + axis, key -> unique(word(axis)));
    }

    /** An extent in the words of the method. */
    String text(Extent extent) {
        return Lengths.text(extent, this::length);
    }

    private String unique(String wish) {
        return PredictMethods.free(wish, taken);
    }

    /** Enters the loop over a repeated block's instances; answers its counter. */
    String enter() {
        String counter = unique("instance");
        counters.add(counter);
        declared.add(new IdentityHashMap<>());
        return counter;
    }

    void leave() {
        counters.remove(counters.size() - 1);
        declared.remove(declared.size() - 1);
    }

    List<String> counters() {
        return counters;
    }

    /** The array that holds {@code value}. */
    String array(Value value) {
        Place place = section.place(value);
        return place.space() == Place.Space.CONSTANT
                ? Objects.requireNonNull(parameterConstants.get(root(value).name()))
                : array(place);
    }

    /** What the constant of the class that holds {@code value} wants to be called: {@code DIGIT_CLASS_WEIGHTS}. */
    static String constant(Value value) {
        return word(value.name()).replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    String array(Place place) {
        return switch (place.space()) {
            case WEIGHTS -> own("w");
            case GRADIENT -> own("g");
            case SCRATCH -> own("s");
            case KEPT -> own("kept");
            case ARGUMENT -> arguments.get(place.argument());
            case CONSTANT -> throw new IllegalStateException("A constant is named after its value");
        };
    }

    /** Where {@code value} lies: a name already declared, or null. */
    String known(Value value) {
        Place place = section.place(value);
        if (isArgument(place) && blocked.isEmpty()) {
            return fitted ? "0" : offsets.get(place.argument());
        }
        for (Map<Value, String> scope : declared) {
            // An array may be an input and a target: two values that begin at one place.
            boolean begins = isArgument(place) && scope.containsValue(offsets.get(place.argument()));
            String name = begins ? offsets.get(place.argument()) : scope.get(root(value));
            if (name != null) {
                return name;
            }
        }
        return "";
    }

    /** Declares the place of {@code value} in the innermost loop that it depends on, which must be the current one. */
    String declare(Value value) {
        Place place = section.place(value);
        String name = isArgument(place)
                ? offsets.get(place.argument())
                : unique(word(root(value).name()));
        declared.get(declared.size() - 1).put(root(value), name);
        return name;
    }

    /** Whether a place is where one of the caller's arrays begins. */
    private static boolean isArgument(Place place) {
        return place.space() == Place.Space.ARGUMENT && place.terms().isEmpty() && place.fixed() == 0;
    }

    /** Where the first example of the block begins in an array of examples of so many elements. */
    String ofBlock(Extent size) {
        return size.is(1) ? own("first") : own("first") + " * " + text(size);
    }

    private Value root(Value value) {
        return section.looped().fused().root(value);
    }

    /** The offset of a place with the loops' counters as they are. */
    String offset(Place place) {
        return offset(place, counters);
    }

    /** The offset of a place with given counters, outermost first. */
    String offset(Place place, List<String> at) {
        List<String> terms = new ArrayList<>();
        if (place.space() == Place.Space.ARGUMENT && !fitted) {
            terms.add(offsets.get(place.argument()));
        } else if (place.space() == Place.Space.ARGUMENT && !blocked.isEmpty()) {
            terms.add(ofBlock(blocked.get(place.argument())));
        }
        long fixed = place.fixed();
        if (place.perExample() != 0) {
            if (fitted) {
                terms.add(times(place.perExample(), own("n")));
            } else {
                fixed += place.perExample() * capacity;
            }
        }
        for (Place.Term term : place.terms()) {
            String index = index(term, at);
            if (term.alternates()) {
                index = "(" + index + " & 1)";
            }
            long step = term.fixed();
            if (term.perExample() != 0) {
                if (fitted) {
                    terms.add(index + " * " + term.perExample() + " * " + own("n"));
                } else {
                    step += term.perExample() * capacity;
                }
            }
            if (step != 0) {
                terms.add(index + " * " + step);
            }
        }
        String constant = fixed == 0 && !terms.isEmpty() ? "" : String.valueOf(fixed);
        if (place.space() == Place.Space.WEIGHTS || place.space() == Place.Space.GRADIENT) {
            String name = parameterConstants.get(String.valueOf(fixed));
            if (name != null) {
                constant = name;
            }
        }
        if (!constant.isEmpty()) {
            terms.add(0, constant);
        }
        return String.join(" + ", terms);
    }

    private String index(Place.Term term, List<String> at) {
        if (!term.axis().isEmpty()) {
            String length = length(term.axis());
            return term.depth() < 0 ? length : "(" + length + " - 1 - " + at.get(term.depth()) + ")";
        }
        String counter = at.get(term.depth());
        return term.plus() == 0 ? counter : "(" + counter + " + " + term.plus() + ")";
    }

    private static String times(long factor, String n) {
        return factor == 1 ? n : factor + " * " + n;
    }

    /** {@code "d hidden.weight"} as {@code dHiddenWeight}. */
    static String word(String name) {
        StringBuilder word = new StringBuilder();
        boolean raise = false;
        for (char c : name.toCharArray()) {
            if (Character.isJavaIdentifierPart(c) && c != '*') {
                word.append(raise && word.length() > 0 ? Character.toUpperCase(c) : c);
                raise = false;
            } else {
                raise = true;
            }
        }
        if (word.length() == 0 || !Character.isJavaIdentifierStart(word.charAt(0))) {
            word.insert(0, "v");
        }
        return word.toString();
    }
}
