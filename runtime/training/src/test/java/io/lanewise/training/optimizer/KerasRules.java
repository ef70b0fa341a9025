package io.lanewise.training.optimizer;

import java.util.function.IntToDoubleFunction;

/**
 * Keras's optimizers in plain doubles, by the formulas of {@code keras/src/optimizers/*.py} (3.x): one element at a time, with
 * powers by {@link Math#pow}. Names are Keras's.
 */
final class KerasRules {
    /** One element from its start through its gradients. */
    interface Rule {
        /**
         * The element after each step.
         *
         * @param gradients the gradient of each step
         * @param rates the learning rate of each step, counted from 0
         */
        double[] run(double start, double[] gradients, IntToDoubleFunction rates);
    }

    private KerasRules() {}

    static Rule sgd(double momentum, boolean nesterov) {
        return (start, gradients, rates) -> {
            double m = 0;
            double x = start;
            double[] result = new double[gradients.length];
            for (int i = 0; i < gradients.length; i++) {
                double step = gradients[i] * rates.applyAsDouble(i);
                m = m * momentum - step;
                x += momentum == 0 ? -step : nesterov ? m * momentum - step : m;
                result[i] = x;
            }
            return result;
        };
    }

    static Rule adagrad(double initialAccumulator, double epsilon) {
        return (start, gradients, rates) -> {
            double accumulator = initialAccumulator;
            double x = start;
            double[] result = new double[gradients.length];
            for (int i = 0; i < gradients.length; i++) {
                accumulator += gradients[i] * gradients[i];
                x -= rates.applyAsDouble(i) * gradients[i] / Math.sqrt(accumulator + epsilon);
                result[i] = x;
            }
            return result;
        };
    }

    static Rule adadelta(double rho, double epsilon) {
        return (start, gradients, rates) -> {
            double accumulatedGradient = 0;
            double accumulatedDelta = 0;
            double x = start;
            double[] result = new double[gradients.length];
            for (int i = 0; i < gradients.length; i++) {
                double g = gradients[i];
                accumulatedGradient = rho * accumulatedGradient + (1 - rho) * g * g;
                double delta = -(Math.sqrt(accumulatedDelta + epsilon) * g) / Math.sqrt(accumulatedGradient + epsilon);
                accumulatedDelta = rho * accumulatedDelta + (1 - rho) * delta * delta;
                x += rates.applyAsDouble(i) * delta;
                result[i] = x;
            }
            return result;
        };
    }

    static Rule rmsprop(double rho, double momentum, double epsilon, boolean centered) {
        return (start, gradients, rates) -> {
            double velocity = 0;
            double average = 0;
            double moving = 0;
            double x = start;
            double[] result = new double[gradients.length];
            for (int i = 0; i < gradients.length; i++) {
                double g = gradients[i];
                velocity = rho * velocity + (1 - rho) * g * g;
                average = rho * average + (1 - rho) * g;
                double denominator = (centered ? velocity - average * average : velocity) + epsilon;
                double increment = rates.applyAsDouble(i) * g / Math.sqrt(denominator);
                moving = momentum * moving + increment;
                x -= momentum > 0 ? moving : increment;
                result[i] = x;
            }
            return result;
        };
    }

    static Rule adam(double beta1, double beta2, double epsilon, boolean amsgrad, double weightDecay) {
        return (start, gradients, rates) -> {
            double m = 0;
            double v = 0;
            double vHat = 0;
            double x = start;
            double[] result = new double[gradients.length];
            for (int i = 0; i < gradients.length; i++) {
                double rate = rates.applyAsDouble(i);
                x -= x * weightDecay * rate;
                double alpha = rate * Math.sqrt(1 - Math.pow(beta2, i + 1)) / (1 - Math.pow(beta1, i + 1));
                m += (gradients[i] - m) * (1 - beta1);
                v += (gradients[i] * gradients[i] - v) * (1 - beta2);
                vHat = Math.max(vHat, v);
                x -= m * alpha / (Math.sqrt(amsgrad ? vHat : v) + epsilon);
                result[i] = x;
            }
            return result;
        };
    }

    static Rule adamax(double beta1, double beta2, double epsilon) {
        return (start, gradients, rates) -> {
            double m = 0;
            double u = 0;
            double x = start;
            double[] result = new double[gradients.length];
            for (int i = 0; i < gradients.length; i++) {
                m += (gradients[i] - m) * (1 - beta1);
                u = Math.max(beta2 * u, Math.abs(gradients[i]));
                x -= rates.applyAsDouble(i) * m / ((1 - Math.pow(beta1, i + 1)) * (u + epsilon));
                result[i] = x;
            }
            return result;
        };
    }

    static Rule nadam(double beta1, double beta2, double epsilon) {
        return (start, gradients, rates) -> {
            double m = 0;
            double v = 0;
            double product = 1;
            double x = start;
            double[] result = new double[gradients.length];
            for (int i = 0; i < gradients.length; i++) {
                double g = gradients[i];
                double u = beta1 * (1 - 0.5 * Math.pow(0.96, i + 1));
                double next = beta1 * (1 - 0.5 * Math.pow(0.96, i + 2));
                product *= u;
                m += (g - m) * (1 - beta1);
                v += (g * g - v) * (1 - beta2);
                double mHat = next * m / (1 - product * next) + (1 - u) * g / (1 - product);
                double vHat = v / (1 - Math.pow(beta2, i + 1));
                x -= mHat * rates.applyAsDouble(i) / (Math.sqrt(vHat) + epsilon);
                result[i] = x;
            }
            return result;
        };
    }

    static Rule ftrl(double initialAccumulator, double l1, double l2, double shrinkage, double beta) {
        return (start, gradients, rates) -> {
            double accumulator = initialAccumulator;
            double linear = 0;
            double x = start;
            double[] result = new double[gradients.length];
            for (int i = 0; i < gradients.length; i++) {
                double rate = rates.applyAsDouble(i);
                double adjustedL2 = l2 + beta / (2 * rate);
                double shrunk = gradients[i] + 2 * shrinkage * x;
                double fresh = accumulator + gradients[i] * gradients[i];
                linear += shrunk - (Math.sqrt(fresh) - Math.sqrt(accumulator)) / rate * x;
                double quadratic = Math.sqrt(fresh) / rate + 2 * adjustedL2;
                x = (Math.max(-l1, Math.min(l1, linear)) - linear) / quadratic;
                accumulator = fresh;
                result[i] = x;
            }
            return result;
        };
    }
}
