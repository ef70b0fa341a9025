package io.lanewise.training;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows the course of training: a bar that is redrawn in place on a terminal, a line for each epoch elsewhere. */
final class Progress implements Callback {
    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final PrintStream out;
    private final boolean bar;
    private long drawn;

    Progress(PrintStream out, boolean bar) {
        this.out = out;
        this.bar = bar;
    }

    /** What the user's choice comes to here; null for nothing. */
    static @Nullable Progress of(@Nullable Boolean shown) {
        boolean terminal = System.console() != null;
        if (shown == null ? terminal : shown) {
            return new Progress(System.out, terminal);
        }
        return null;
    }

    @Override
    public void onStepEnd(int epoch, int step, float loss, Control control) {
        if (!bar || System.nanoTime() - drawn < REDRAW_NANOS) {
            return;
        }
        int filled = (int) ((long) WIDTH * step / control.stepsPerEpoch());
        String text = head(epoch, control) + "[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "]";
        out.print("\r" + text + String.format(Locale.ROOT, "  loss %.4f", loss));
        out.flush();
        drawn = System.nanoTime();
    }

    @Override
    public void onEpochEnd(Epoch epoch, Control control) {
        StringBuilder line = new StringBuilder(head(epoch.number(), control));
        line.append(String.format(Locale.ROOT, "loss %.4f", epoch.loss()));
        if (epoch.hasValidationLoss()) {
            line.append(String.format(Locale.ROOT, "  validation loss %.4f", epoch.validationLoss()));
        }
        if (epoch.hasAccuracy()) {
            line.append(String.format(Locale.ROOT, "  accuracy %.2f %%", 100 * epoch.accuracy()));
        }
        epoch.metrics().forEach((name, value) -> line.append(String.format(Locale.ROOT, "  %s %.4f", name, value)));
        if (bar) {
            // Blanks cover what is left of a longer bar.
            line.insert(0, "\r").append(" ".repeat(Math.max(0, 80 - line.length())));
        }
        out.println(line);
        drawn = 0;
    }

    @Override
    public void onTrainingEnd(History history, Control control) {
        if (history.reason() != StopReason.EPOCHS) {
            String reason = history.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            out.println("stopped by " + reason);
        }
        if (history.restored()) {
            out.println("restored the weights of epoch " + history.bestEpoch());
        }
    }

    private static String head(int epoch, Control control) {
        if (control.epochs() == Integer.MAX_VALUE) {
            return "epoch " + epoch + "  ";
        }
        String total = Integer.toString(control.epochs());
        return "epoch " + " ".repeat(total.length() - Integer.toString(epoch).length()) + epoch + "/" + total + "  ";
    }
}
