/**
 * An introductory course in networks of dense layers: a class a lesson, a package a chapter. {@code Main} runs them by name;
 * {@code Lessons} lists them in the order of the course.
 */
@NullMarked
package io.lanewise.samples.lessons;

import org.jspecify.annotations.NullMarked;
