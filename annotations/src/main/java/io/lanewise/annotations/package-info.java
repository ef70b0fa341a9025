/** The language: what users write on a model. Only annotations, constants and enums. */
package io.lanewise.annotations;
