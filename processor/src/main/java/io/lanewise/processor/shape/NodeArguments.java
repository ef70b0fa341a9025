package io.lanewise.processor.shape;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.Arguments;
import java.util.List;
import java.util.Map;

/** The members of an annotation, some of them given by arguments of the enclosing block. */
record NodeArguments(AnnotationDecl annotation, Map<String, Number> given) implements Arguments {
    NodeArguments {
        given = Map.copyOf(given);
    }

    @Override
    public boolean has(String member) {
        return annotation.members().containsKey(member);
    }

    @Override
    public int integer(String member) {
        return (Integer) value(member);
    }

    @Override
    public float real(String member) {
        return (Float) value(member);
    }

    @Override
    public boolean flag(String member) {
        return (Boolean) value(member);
    }

    @Override
    public String text(String member) {
        return annotation.text(member);
    }

    @Override
    public List<Integer> integers(String member) {
        Object value = value(member);
        if (value instanceof Integer number) {
            return List.of(number); // an array of one, as an annotation's own may be written
        }
        return ((List<?>) value).stream().map(Integer.class::cast).toList();
    }

    @Override
    public Arguments nested(String member) {
        return new NodeArguments((AnnotationDecl) value(member), Map.of());
    }

    private Object value(String member) {
        Number number = given.get(member);
        return number == null ? annotation.member(member).value() : number;
    }
}
