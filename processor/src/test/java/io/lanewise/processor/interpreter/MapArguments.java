package io.lanewise.processor.interpreter;

import io.lanewise.processor.ir.Arguments;
import java.util.List;
import java.util.Map;

/** Members of an annotation as a map. */
public record MapArguments(Map<String, Object> members) implements Arguments {
    @Override
    public boolean has(String member) {
        return members.containsKey(member);
    }

    @Override
    public int integer(String member) {
        return (Integer) of(member);
    }

    @Override
    public float real(String member) {
        return (Float) of(member);
    }

    @Override
    public boolean flag(String member) {
        return (Boolean) of(member);
    }

    @Override
    public String text(String member) {
        return (String) of(member);
    }

    @Override
    public List<Integer> integers(String member) {
        return ((List<?>) of(member)).stream().map(Integer.class::cast).toList();
    }

    @Override
    public Arguments nested(String member) {
        return (Arguments) of(member);
    }

    private Object of(String member) {
        Object found = members.get(member);
        if (found == null) {
            throw new IllegalArgumentException("No member " + member + " among " + members.keySet());
        }
        return found;
    }
}
