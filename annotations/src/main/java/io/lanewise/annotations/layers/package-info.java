/** The layers: one annotation each. What they compute stands in their Javadoc. */
package io.lanewise.annotations.layers;
