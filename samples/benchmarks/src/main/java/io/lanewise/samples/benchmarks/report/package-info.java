/** What is written of a run: CSV, Markdown, plots, and the comparison with a baseline. */
@NullMarked
package io.lanewise.samples.benchmarks.report;

import org.jspecify.annotations.NullMarked;
