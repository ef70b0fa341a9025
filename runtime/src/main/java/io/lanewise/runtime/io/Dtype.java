package io.lanewise.runtime.io;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The element types of the format, little-endian; the floats among them are read as {@code float}. */
enum Dtype {
    BOOL(8),
    F4(4),
    F6_E2M3(6),
    F6_E3M2(6),
    F8_E4M3(8),
    F8_E4M3FNUZ(8),
    F8_E5M2(8),
    F8_E5M2FNUZ(8),
    F8_E8M0(8),
    U8(8),
    I8(8),
    U16(16),
    I16(16),
    F16(16),
    BF16(16),
    U32(32),
    I32(32),
    F32(32),
    C64(64),
    U64(64),
    I64(64),
    F64(64);

    private final int bits;

    Dtype(int bits) {
        this.bits = bits;
    }

    /** The type of this name, or null. */
    static @Nullable Dtype named(String name) {
        for (Dtype dtype : values()) {
            if (dtype.name().equals(name)) {
                return dtype;
            }
        }
        return null;
    }

    /** Bits of one element. */
    int bits() {
        return bits;
    }

    /** True if {@link #decode} reads it. */
    boolean isFloat() {
        return this == F32 || this == F64 || this == F16 || this == BF16;
    }

    /** Reads elements from a little-endian buffer; F64 is rounded to nearest. */
    void decode(ByteBuffer from, float[] to, int at, int count) {
        if (this == F32) {
            // As one copy: element by element, an interpreted loop would be the larger part of a short program's start.
            from.asFloatBuffer().get(to, at, count);
            return;
        }
        for (int i = at; i < at + count; i++) {
            to[i] = switch (this) {
                case F64 -> (float) from.getDouble();
                case F16 -> half(from.getShort());
                case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
                default -> throw new IllegalStateException(name());
            };
        }
    }

    /** The value of a half-precision number (IEEE 754 binary16), which a float holds exactly. */
    static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >>> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            float value = fraction * 0x1p-24f;
            return sign == 0 ? value : -value;
        }
        int wide = exponent == 0x1f ? 0xff : exponent + 112;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }
}
