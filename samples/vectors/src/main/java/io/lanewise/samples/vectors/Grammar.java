package io.lanewise.samples.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sentences by rules. A name in capitals stands for any one of what its lines have, each as probable as the others; anything else is a
 * word.
 */
final class Grammar {
    /** How many words there are. */
    static final int WORDS = 53;

    private static final String RULES = """
            SENTENCE = the PERSON eats FOOD
            SENTENCE = the PERSON drinks DRINK
            SENTENCE = the ANIMAL eats FEED
            SENTENCE = the ANIMAL sleeps in the STABLE
            SENTENCE = the ROYAL lives in the COURT
            SENTENCE = the ROYAL wears gold
            SENTENCE = the COMMONER works in the FARM
            SENTENCE = the COMMONER wears wool
            SENTENCE = the MALE reads his BOOK
            SENTENCE = the FEMALE reads her BOOK
            SENTENCE = the ADULT rides the ANIMAL home
            SENTENCE = the CHILD plays with a TOY
            PERSON = king | queen | prince | princess | man | woman | boy | girl
            ROYAL = king | queen | prince | princess
            COMMONER = man | woman | boy | girl
            MALE = king | prince | man | boy
            FEMALE = queen | princess | woman | girl
            ADULT = king | queen | man | woman
            CHILD = prince | princess | boy | girl
            ANIMAL = horse | donkey | camel | ox
            FOOD = bread | cheese | soup | fruit
            DRINK = water | milk | tea | wine
            FEED = grass | hay | oats
            STABLE = stable | barn | meadow
            COURT = palace | castle
            FARM = field | mill
            BOOK = letter | book
            TOY = ball | doll | kite
            """;

    private final Map<String, List<String[]>> rules = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new TreeMap<>();
    private final List<String> words;

    Grammar() {
        for (String line : RULES.lines().toList()) {
            String[] sides = line.split(" = ");
            for (String choice : sides[1].split(" \\| ")) {
                rules.computeIfAbsent(sides[0], name -> new ArrayList<>()).add(choice.split(" "));
            }
        }
        TreeSet<String> sorted = new TreeSet<>();
        rules.values().forEach(choices -> choices.forEach(choice -> sorted.addAll(List.of(choice))));
        sorted.removeAll(rules.keySet());
        words = List.copyOf(sorted);
        words.forEach(word -> numbers.put(word, numbers.size()));
    }

    /** All words in their order: a word's number is its place. */
    List<String> words() {
        return words;
    }

    /** The number of a word. */
    int number(String word) {
        Integer number = numbers.get(word);
        if (number == null) {
            throw new IllegalArgumentException("There is no word '" + word + "'. The words are " + words + ".");
        }
        return number;
    }

    /** The words of numbers. */
    List<String> text(int[] sentence) {
        return Arrays.stream(sentence).mapToObj(words::get).toList();
    }

    /** All that a name can stand for, where these are single words. */
    List<String> choices(String name) {
        return rules.getOrDefault(name, List.of()).stream()
                .map(choice -> String.join(" ", choice))
                .toList();
    }

    /** As many sentences, drawn by chance. */
    List<int[]> draw(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> sentences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> sentence = new ArrayList<>();
            expand("SENTENCE", sentence, random);
            sentences.add(sentence.stream().mapToInt(this::number).toArray());
        }
        return sentences;
    }

    private void expand(String part, List<String> sentence, SplittableRandom random) {
        List<String[]> choices = rules.get(part);
        if (choices == null) {
            sentence.add(part);
            return;
        }
        for (String inner : choices.get(random.nextInt(choices.size()))) {
            expand(inner, sentence, random);
        }
    }
}
