using System.Numerics;
using System.Runtime.InteropServices;

namespace Ocw.Nde.Sparql.Functions;

/// <summary>A value while an expression is being worked out: an RDF term seen as its value, or an error.</summary>
/// <remarks>
/// <see cref="Id"/> is the id of the term that the value was read from, 0 for a computed value. The text of an IRI is fetched only when a
/// function asks for it (<c>QueryTerms.TextOf</c>).
/// </remarks>
internal readonly struct Value
{
    private readonly object? content;
    private readonly Payload payload;

    private Value(ValueKind kind, ulong id, object? content, string? detail, Payload payload)
    {
        Kind = kind;
        Id = id;
        this.content = content;
        Detail = detail;
        this.payload = payload;
    }

    internal ValueKind Kind { get; }

    /// <summary>The id of the term, or 0 when the value was computed.</summary>
    internal ulong Id { get; }

    /// <summary>The language of a <see cref="ValueKind.LangString"/> with its direction (<see cref="TaggedLanguage"/>), the datatype IRI of <see cref="ValueKind.Other"/>.</summary>
    internal string? Detail { get; }

    internal bool IsError => Kind == ValueKind.Error;

    /// <summary>The text of a string, the lexical form of an unknown literal, the IRI; <see langword="null"/> while it is known by id only.</summary>
    internal string? Text => content as string;

    internal bool AsBoolean => payload.Integer != 0;

    internal double AsDouble => payload.Double;

    internal decimal AsDecimal => payload.Decimal;

    internal Moment AsMoment => payload.Moment;

    internal Duration AsDuration => payload.Duration;

    /// <summary>The integer, where <see cref="IsBigInteger"/> is false.</summary>
    internal long AsInteger => payload.Integer;

    internal bool IsBigInteger => content is BigInteger;

    internal BigInteger AsBigInteger => content is BigInteger big ? big : payload.Integer;

    internal static Value Error => default;

    internal static Value False { get; } = FromBoolean(false);

    internal static Value True { get; } = FromBoolean(true);

    internal static Value Iri(ulong id) => new(ValueKind.Iri, id, null, null, default);

    internal static Value Iri(string iri, ulong id = 0) => new(ValueKind.Iri, id, iri, null, default);

    internal static Value BlankNode(ulong id) => new(ValueKind.BlankNode, id, null, null, default);

    internal static Value TripleTerm(ulong id) => new(ValueKind.TripleTerm, id, null, null, default);

    internal static Value String(string text, ulong id = 0) => new(ValueKind.String, id, text, null, default);

    internal static Value LangString(string text, string language, ulong id = 0) => new(ValueKind.LangString, id, text, language, default);

    internal static Value Other(string lexicalForm, string datatype, ulong id = 0) => new(ValueKind.Other, id, lexicalForm, datatype, default);

    internal static Value FromBoolean(bool value, ulong id = 0) => new(ValueKind.Boolean, id, null, null, new Payload { Integer = value ? 1 : 0 });

    internal static Value Integer(long value, ulong id = 0) => new(ValueKind.Integer, id, null, null, new Payload { Integer = value });

    internal static Value Integer(BigInteger value, ulong id = 0) =>
        value >= long.MinValue && value <= long.MaxValue
            ? Integer((long)value, id)
            : new(ValueKind.Integer, id, value, null, default);

    internal static Value Decimal(decimal value, ulong id = 0) => new(ValueKind.Decimal, id, null, null, new Payload { Decimal = value });

    internal static Value Float(float value, ulong id = 0) => new(ValueKind.Float, id, null, null, new Payload { Double = value });

    internal static Value Double(double value, ulong id = 0) => new(ValueKind.Double, id, null, null, new Payload { Double = value });

    /// <summary>A date, a time or a part of one.</summary>
    internal static Value FromMoment(ValueKind kind, in Moment value, ulong id = 0) => new(kind, id, null, null, new Payload { Moment = value });

    internal static Value FromDuration(ValueKind kind, in Duration value, ulong id = 0) => new(kind, id, null, null, new Payload { Duration = value });

    /// <summary>The same value, known to be this term.</summary>
    internal Value WithId(ulong id) => new(Kind, id, content, Detail, payload);

    [StructLayout(LayoutKind.Explicit, Size = 16)]
    private struct Payload
    {
        [FieldOffset(0)]
        internal long Integer;

        [FieldOffset(0)]
        internal double Double;

        [FieldOffset(0)]
        internal decimal Decimal;

        [FieldOffset(0)]
        internal Moment Moment;

        [FieldOffset(0)]
        internal Duration Duration;
    }
}
