package io.lanewise.processor.ir;

import io.lanewise.processor.problem.Where;
import java.util.Map;

/**
 * An annotation as it was written.
 *
 * @param type qualified name
 * @param members all members by name, defaults included
 */
public record AnnotationDecl(String type, Map<String, Member> members, Where where) {

    /**
     * A member's value.
     *
     * @param value an {@code Integer}, {@code Float}, {@code Boolean} or {@code String}; an {@link EnumConstant}, a {@link
     *     ClassName}, an {@link AnnotationDecl}; or a {@code List} of these
     * @param given false for the default
     * @param where the value, or the annotation where it was not given
     */
    public record Member(Object value, boolean given, Where where) {}

    /** A constant of an enum. */
    public record EnumConstant(String type, String name) {}

    /** A class literal: the class by its canonical name. */
    public record ClassName(String type) {}

    /** Simple name, {@code "Dense"}. */
    public String name() {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** The member, which must exist. */
    public Member member(String name) {
        Member member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("@" + name() + " has no member '" + name + "'");
        }
        return member;
    }

    /** A member that is text, a constant or a class: the name of it. */
    public String text(String name) {
        Object value = member(name).value();
        if (value instanceof EnumConstant constant) {
            return constant.name();
        }
        return value instanceof ClassName type ? type.type() : (String) value;
    }

    /** A member that is true or false. */
    public boolean flag(String name) {
        return (Boolean) member(name).value();
    }

    /** The smallest position of a member: its value if given, else the annotation. */
    public Where where(String member) {
        Member found = members.get(member);
        return found == null ? where : found.where();
    }
}
