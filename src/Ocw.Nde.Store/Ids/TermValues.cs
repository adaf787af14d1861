using System.Globalization;
using Ocw.Nde.Store.Ids.Inline;

namespace Ocw.Nde.Store.Ids;

/// <summary>Reads values straight from inline ids, and gives values their inline id, without going through text.</summary>
/// <remarks>
/// A literal of a numeric type whose lexical form is not the inlined one (<c>"01"^^xsd:integer</c>, <c>"1.5"^^xsd:double</c>) has a dictionary id:
/// these helpers then say <see langword="false"/> and the caller parses the text.
/// </remarks>
public static class TermValues
{
    /// <summary>The longest canonical form of a double, in bytes.</summary>
    public const int MaxDoubleBytes = DoubleForm.MaxBytes;

    /// <summary>The id of <c>false</c>.</summary>
    public static TermId False => TermId.Create(TermTag.Boolean, 0);

    /// <summary>The id of <c>true</c>.</summary>
    public static TermId True => TermId.Create(TermTag.Boolean, 1);

    /// <summary>The id of a boolean.</summary>
    public static TermId FromBoolean(bool value) => value ? True : False;

    /// <summary>The id of an <c>xsd:integer</c> within ±2^59.</summary>
    public static bool TryFromInteger(long value, out TermId id) => Created(IntegerForm.TryEncode(value, out var payload), TermTag.Integer, payload, out id);

    /// <summary>The id of an <c>xsd:double</c> in canonical form whose low four mantissa bits are zero.</summary>
    public static bool TryFromDouble(double value, out TermId id) => Created(DoubleForm.TryEncode(value, out var payload), TermTag.Double, payload, out id);

    /// <summary>The id of an <c>xsd:decimal</c> of <paramref name="mantissa"/> · 10^-<paramref name="scale"/>, written with that many digits behind the point.</summary>
    public static bool TryFromDecimal(long mantissa, int scale, out TermId id) =>
        Created(DecimalForm.TryEncode(mantissa, scale, out var payload), TermTag.Decimal, payload, out id);

    /// <summary>Reads an inlined <c>xsd:boolean</c>.</summary>
    public static bool TryGetBoolean(TermId id, out bool value)
    {
        value = id.Payload != 0;
        return id.Tag == TermTag.Boolean;
    }

    /// <summary>Reads an inlined <c>xsd:integer</c>.</summary>
    public static bool TryGetInteger(TermId id, out long value)
    {
        value = IntegerForm.Value(id.Payload);
        return id.Tag == TermTag.Integer;
    }

    /// <summary>Reads an inlined <c>xsd:decimal</c>, where <see cref="decimal"/> can hold its scale.</summary>
    public static bool TryGetDecimal(TermId id, out decimal value)
    {
        value = 0;
        if (id.Tag != TermTag.Decimal)
            return false;

        var (mantissa, scale) = DecimalForm.Value(id.Payload);
        if (scale > 28)
            return false;

        var magnitude = (ulong)Math.Abs(mantissa);
        value = new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), 0, mantissa < 0, (byte)scale);
        return true;
    }

    /// <summary>Reads an inlined <c>xsd:decimal</c> as mantissa and number of digits behind the point.</summary>
    public static bool TryGetDecimalParts(TermId id, out long mantissa, out int scale)
    {
        (mantissa, scale) = DecimalForm.Value(id.Payload);
        return id.Tag == TermTag.Decimal;
    }

    /// <summary>Reads an inlined <c>xsd:double</c>.</summary>
    public static bool TryGetDouble(TermId id, out double value)
    {
        value = DoubleForm.Value(id.Payload);
        return id.Tag == TermTag.Double;
    }

    /// <summary>Reads an inlined <c>xsd:date</c>, <c>xsd:gYear</c> or <c>xsd:gYearMonth</c>.</summary>
    public static bool TryGetDate(TermId id, out DateValue value)
    {
        value = DateForm.Value(id.Payload);
        return id.Tag == TermTag.Date;
    }

    /// <summary>Reads an inlined <c>xsd:dateTime</c>.</summary>
    public static bool TryGetDateTime(TermId id, out DateTimeValue value)
    {
        value = DateTimeForm.Value(id.Payload);
        return id.Tag == TermTag.DateTime;
    }

    /// <summary>Writes the lexical form of an inlined literal of any type and gives its datatype (empty for a simple literal).</summary>
    /// <returns>The number of bytes; -1 if the id carries no literal.</returns>
    /// <param name="id">The id.</param>
    /// <param name="destination">At least <see cref="MaxLexicalBytes"/> bytes.</param>
    /// <param name="datatype">The datatype's IRI.</param>
    public static int WriteLexical(TermId id, Span<byte> destination, out ReadOnlySpan<byte> datatype)
    {
        datatype = default;
        return TermCodec.IsInline(id.Tag) && id.Tag != TermTag.PackedIri ? TermCodec.WriteLiteral(id, destination, out datatype) : -1;
    }

    /// <summary>The longest lexical form that <see cref="WriteLexical"/> writes.</summary>
    public const int MaxLexicalBytes = TermCodec.MaxInlineLiteralBytes;

    /// <summary>Writes the canonical form of an <c>xsd:double</c> (<c>1.5E0</c>, <c>INF</c>).</summary>
    /// <returns>The number of bytes.</returns>
    public static int WriteCanonicalDouble(double value, Span<byte> destination) => DoubleForm.WriteCanonical(value, destination);

    private static bool Created(bool inlined, TermTag tag, ulong payload, out TermId id)
    {
        id = inlined ? TermId.Create(tag, payload) : default;
        return inlined;
    }
}

/// <summary>Which of the calendar types a <see cref="DateValue"/> is.</summary>
public enum DateKind : byte
{
    /// <summary><c>xsd:gYear</c>.</summary>
    Year = 0,

    /// <summary><c>xsd:gYearMonth</c>.</summary>
    YearMonth = 1,

    /// <summary><c>xsd:date</c>.</summary>
    Date = 2,
}

/// <summary>A calendar date as it was written.</summary>
/// <param name="Kind">Which parts it has.</param>
/// <param name="Year">The year; 0 is 1 BCE (XSD 1.1).</param>
/// <param name="Month">1 to 12, or 0 for a year.</param>
/// <param name="Day">1 to 31, or 0 for a year or a month.</param>
/// <param name="ZoneMinutes">The offset from UTC, or <see langword="null"/> where none was written.</param>
public readonly record struct DateValue(DateKind Kind, int Year, int Month, int Day, int? ZoneMinutes);

/// <summary>An instant, with the zone that it was written in.</summary>
/// <param name="UtcMilliseconds">Milliseconds since 0000-01-01T00:00:00Z; a time without zone counts as UTC.</param>
/// <param name="ZoneMinutes">The offset from UTC, or <see langword="null"/> where none was written.</param>
public readonly record struct DateTimeValue(long UtcMilliseconds, int? ZoneMinutes)
{
    private const long DayMilliseconds = 86_400_000;

    /// <summary>The year on the clock of its own zone.</summary>
    public int Year => Date.Year;

    /// <summary>The month, 1 to 12.</summary>
    public int Month => Date.Month;

    /// <summary>The day of the month.</summary>
    public int Day => Date.Day;

    /// <summary>The hour, 0 to 23.</summary>
    public int Hour => (int)(TimeOfDay / 3_600_000);

    /// <summary>The minute.</summary>
    public int Minute => (int)(TimeOfDay / 60_000 % 60);

    /// <summary>The whole second.</summary>
    public int Second => (int)(TimeOfDay / 1000 % 60);

    /// <summary>The milliseconds of the second.</summary>
    public int Millisecond => (int)(TimeOfDay % 1000);

    private long Local => UtcMilliseconds + ((ZoneMinutes ?? 0) * 60_000L);

    private long DayNumber => Local >= 0 ? Local / DayMilliseconds : ((Local + 1) / DayMilliseconds) - 1;

    private long TimeOfDay => Local - (DayNumber * DayMilliseconds);

    private (int Year, int Month, int Day) Date => CivilDay.Date(DayNumber);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}-{Day:D2}T{Hour:D2}:{Minute:D2}:{Second:D2}.{Millisecond:D3} ({ZoneMinutes?.ToString(CultureInfo.InvariantCulture) ?? "no zone"})");
}
