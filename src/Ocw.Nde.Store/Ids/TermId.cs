using System.Globalization;

namespace Ocw.Nde.Store.Ids;

/// <summary>The stable 64-bit id of a term: 4 bits of <see cref="TermTag"/> on top, 60 bits of payload.</summary>
/// <remarks>
/// Equal ids are equal terms and different ids are different terms, for the whole store: joins and DISTINCT never look at text.
/// Compared as unsigned numbers, ids of one tag stay together and, for the order-preserving tags, in value order (docs/adr/0004).
/// </remarks>
/// <param name="Value">The raw 64 bits.</param>
public readonly record struct TermId(ulong Value) : IComparable<TermId>
{
    /// <summary>The number of payload bits.</summary>
    public const int PayloadBits = 60;

    /// <summary>The mask of the payload.</summary>
    public const ulong PayloadMask = (1UL << PayloadBits) - 1;

    /// <summary>No term: an unbound variable, a wildcard in a pattern, or the name of the default graph.</summary>
    public static TermId Unbound => default;

    /// <summary>What the payload means.</summary>
    public TermTag Tag => (TermTag)(Value >> PayloadBits);

    /// <summary>The 60 bits below the tag.</summary>
    public ulong Payload => Value & PayloadMask;

    /// <summary>Whether this is a term at all.</summary>
    public bool IsBound => Value != 0;

    /// <summary>Puts a tag and a payload together.</summary>
    public static TermId Create(TermTag tag, ulong payload) => new(((ulong)tag << PayloadBits) | (payload & PayloadMask));

    /// <inheritdoc/>
    public int CompareTo(TermId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Tag}:{Payload:x}");

    /// <summary>Unsigned order of the raw value.</summary>
    public static bool operator <(TermId left, TermId right) => left.Value < right.Value;

    /// <summary>Unsigned order of the raw value.</summary>
    public static bool operator >(TermId left, TermId right) => left.Value > right.Value;

    /// <summary>Unsigned order of the raw value.</summary>
    public static bool operator <=(TermId left, TermId right) => left.Value <= right.Value;

    /// <summary>Unsigned order of the raw value.</summary>
    public static bool operator >=(TermId left, TermId right) => left.Value >= right.Value;
}

/// <summary>The 4-bit tag of a <see cref="TermId"/>: part of the file format, never renumbered.</summary>
public enum TermTag : byte
{
    /// <summary>Not a term.</summary>
    Unbound = 0,

    /// <summary>A blank node: a number of this store, never reused.</summary>
    BlankNode = 1,

    /// <summary>An IRI in the dictionary: its ordinal, in order of arrival.</summary>
    DictionaryIri = 2,

    /// <summary>An IRI made of a well-known prefix (8 bits) and up to 13 digits (nibbles of digit + 1, left-aligned).</summary>
    PackedIri = 3,

    /// <summary>A literal in the dictionary: its ordinal, in order of arrival.</summary>
    DictionaryLiteral = 4,

    /// <summary>A simple literal of at most 7 bytes of UTF-8.</summary>
    ShortString = 5,

    /// <summary><c>xsd:boolean</c> in canonical form.</summary>
    Boolean = 6,

    /// <summary><c>xsd:integer</c> in canonical form within ±2^59, offset binary.</summary>
    Integer = 7,

    /// <summary><c>xsd:decimal</c>: 6 bits of scale, 54 bits of mantissa.</summary>
    Decimal = 8,

    /// <summary><c>xsd:double</c> whose lexical form is canonical and whose low four mantissa bits are zero.</summary>
    Double = 9,

    /// <summary><c>xsd:date</c>, <c>xsd:gYear</c> and <c>xsd:gYearMonth</c>.</summary>
    Date = 10,

    /// <summary><c>xsd:dateTime</c> with at most milliseconds.</summary>
    DateTime = 11,

    /// <summary>A triple term (RDF 1.2): its ordinal in the dictionary, in order of arrival.</summary>
    TripleTerm = 12,

    /// <summary>A term of one query only (computed by an expression): an index into that query's own table; never stored.</summary>
    QueryLocal = 15,
}
