package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Regularization;
import io.lanewise.processor.ir.Treatment;
import io.lanewise.processor.problem.ProblemCode;

/** Regularizers and constraints, which all layers with parameters share. */
final class Treatments {
    private static final float USUAL_LIMIT = 2;

    private Treatments() {}

    /** Reports factors that make no sense at each of these members, and says whether all is well. */
    static boolean checkRegularizers(Site site, String... members) {
        boolean right = true;
        for (String member : members) {
            Arguments regularizer = site.arguments().nested(member);
            for (String factor : new String[] {"l1", "l2"}) {
                float value = regularizer.real(factor);
                if (!(value >= 0 && Float.isFinite(value))) {
                    right = false;
                    site.wrongArgument(
                            ProblemCode.ARGUMENT_RANGE,
                            member,
                            factor + " must be a finite number of at least 0. It was " + value
                                    + ". Give a factor such as 0.01f.");
                }
            }
        }
        return right;
    }

    /** The same for constraints. */
    static boolean checkConstraints(Site site, String... members) {
        boolean right = true;
        for (String member : members) {
            Arguments constraint = site.arguments().nested(member);
            String kind = constraint.text("value");
            float limit = constraint.real("maxValue");
            if (kind.equals("MAX_NORM") && !(limit > 0 && Float.isFinite(limit))) {
                right = false;
                site.wrongArgument(
                        ProblemCode.ARGUMENT_RANGE,
                        member,
                        "maxValue must be finite and above 0. It was " + limit + ". Give a norm such as 2f.");
            } else if (!kind.equals("MAX_NORM") && limit != USUAL_LIMIT) {
                right = false;
                site.wrongArgument(
                        ProblemCode.ARGUMENT_RANGE,
                        member,
                        "maxValue has a meaning for MAX_NORM only. The constraint is " + kind
                                + ". Leave maxValue out, or write value = MAX_NORM.");
            }
        }
        return right;
    }

    static Regularization regularization(Arguments arguments, String member) {
        Arguments regularizer = arguments.nested(member);
        return new Regularization(regularizer.real("l1"), regularizer.real("l2"));
    }

    /** What training does with the parameter that these members are about. */
    static Treatment of(Arguments arguments, String regularizer, String constraint) {
        Arguments asked = arguments.nested(constraint);
        String kind = asked.text("value");
        float limit = kind.equals("MAX_NORM") ? asked.real("maxValue") : 0;
        return new Treatment(false, regularization(arguments, regularizer), kind, limit);
    }
}
