using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids.Inline;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Ids;

/// <summary>Puts small terms into their id itself and writes them back, so that numbers, dates and short strings need no dictionary.</summary>
/// <remarks>
/// The rule (docs/adr/0004): a term is inlined only if writing it back gives the same lexical form and the same datatype, and, for the
/// typed values, only if it is a valid value. So equal ids stay equal terms, and an id with a value tag always has a value, which
/// <see cref="TermValues"/> reads. The rules and the <see cref="PackedIriTable"/> are part of the file format.
/// </remarks>
public sealed class TermCodec
{
    /// <summary>The longest text that an inlined literal can have, in bytes.</summary>
    internal const int MaxInlineLiteralBytes = 96;

    private const int XsdLength = 33;

    /// <summary>A codec whose packed IRIs follow <paramref name="packedIris"/>.</summary>
    public TermCodec(PackedIriTable packedIris)
    {
        ArgumentNullException.ThrowIfNull(packedIris);
        PackedIris = packedIris;
    }

    /// <summary>The codec of sources in memory: packed IRIs by <see cref="PackedIriTable.Default"/>.</summary>
    public static TermCodec Default { get; } = new(PackedIriTable.Default);

    /// <summary>The prefixes of the IRIs that are packed.</summary>
    public PackedIriTable PackedIris { get; }

    private static ReadOnlySpan<byte> Xsd => "http://www.w3.org/2001/XMLSchema#"u8;

    /// <summary>Whether an id with this tag carries its whole term, so that no dictionary is needed to read it.</summary>
    public static bool IsInline(TermTag tag) => tag is TermTag.PackedIri or (>= TermTag.ShortString and <= TermTag.DateTime);

    /// <summary>Gives the id of a term that can be inlined.</summary>
    /// <returns><see langword="false"/> for blank nodes, triple terms, and every term that belongs in the dictionary.</returns>
    public bool TryEncode(in TermSpan term, out TermId id)
    {
        switch (term.Kind)
        {
            case TermKind.Iri when PackedIris.TryPack(term.Value, out var payload):
                id = TermId.Create(TermTag.PackedIri, payload);
                return true;
            case TermKind.Literal when term.Language.IsEmpty:
                return TryEncodeLiteral(term.Value, term.Datatype, out id);
            default:
                id = default;
                return false;
        }
    }

    /// <summary>Writes an inlined term back and hands it to <paramref name="receiver"/>.</summary>
    /// <returns><see langword="false"/> if the id's tag is not an inline one; nothing is called then.</returns>
    public bool TryDecode<TState>(TermId id, TermReceiver<TState> receiver, TState state)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(receiver);
        if (!IsInline(id.Tag))
            return false;

        if (id.Tag == TermTag.PackedIri)
        {
            Span<byte> iri = stackalloc byte[PackedIriTable.MaxIriBytes];
            receiver(TermSpan.Iri(iri[..PackedIris.Unpack(id.Payload, iri)]), state);
            return true;
        }

        Span<byte> text = stackalloc byte[MaxInlineLiteralBytes];
        var length = WriteLiteral(id, text, out var datatype);
        receiver(TermSpan.Literal(text[..length], datatype), state);
        return true;
    }

    /// <summary>Writes the lexical form of an inlined literal.</summary>
    internal static int WriteLiteral(TermId id, Span<byte> destination, out ReadOnlySpan<byte> datatype)
    {
        switch (id.Tag)
        {
            case TermTag.ShortString:
                datatype = default;
                return ShortStringForm.Write(id.Payload, destination);
            case TermTag.Boolean:
                datatype = "http://www.w3.org/2001/XMLSchema#boolean"u8;
                return BooleanForm.Write(id.Payload, destination);
            case TermTag.Integer:
                datatype = "http://www.w3.org/2001/XMLSchema#integer"u8;
                return IntegerForm.Write(id.Payload, destination);
            case TermTag.Decimal:
                datatype = "http://www.w3.org/2001/XMLSchema#decimal"u8;
                return DecimalForm.Write(id.Payload, destination);
            case TermTag.Double:
                datatype = "http://www.w3.org/2001/XMLSchema#double"u8;
                return DoubleForm.Write(id.Payload, destination);
            case TermTag.Date:
                datatype = DateForm.KindOf(id.Payload) switch
                {
                    DateKind.Date => "http://www.w3.org/2001/XMLSchema#date"u8,
                    DateKind.YearMonth => "http://www.w3.org/2001/XMLSchema#gYearMonth"u8,
                    _ => "http://www.w3.org/2001/XMLSchema#gYear"u8,
                };
                return DateForm.Write(id.Payload, destination);
            case TermTag.DateTime:
                datatype = "http://www.w3.org/2001/XMLSchema#dateTime"u8;
                return DateTimeForm.Write(id.Payload, destination);
            default:
                throw new ArgumentOutOfRangeException(nameof(id), id, "This id carries no literal.");
        }
    }

    private static bool TryEncodeLiteral(ReadOnlySpan<byte> lexical, ReadOnlySpan<byte> datatype, out TermId id)
    {
        id = default;
        if (lexical.Length > MaxInlineLiteralBytes)
            return false;

        if (datatype.IsEmpty)
            return Created(ShortStringForm.TryEncode(lexical, out var text), TermTag.ShortString, text, out id);

        if (datatype.Length <= XsdLength || !datatype.StartsWith(Xsd))
            return false;

        var name = datatype[XsdLength..];
        ulong payload;
        return name.Length switch
        {
            4 when name.SequenceEqual("date"u8) => Created(DateForm.TryEncodeDate(lexical, out payload), TermTag.Date, payload, out id),
            5 when name.SequenceEqual("gYear"u8) => Created(DateForm.TryEncodeYear(lexical, out payload), TermTag.Date, payload, out id),
            6 when name.SequenceEqual("double"u8) => Created(DoubleForm.TryEncode(lexical, out payload), TermTag.Double, payload, out id),
            7 when name.SequenceEqual("integer"u8) => Created(IntegerForm.TryEncode(lexical, out payload), TermTag.Integer, payload, out id),
            7 when name.SequenceEqual("decimal"u8) => Created(DecimalForm.TryEncode(lexical, out payload), TermTag.Decimal, payload, out id),
            7 when name.SequenceEqual("boolean"u8) => Created(BooleanForm.TryEncode(lexical, out payload), TermTag.Boolean, payload, out id),
            8 when name.SequenceEqual("dateTime"u8) => Created(DateTimeForm.TryEncode(lexical, out payload), TermTag.DateTime, payload, out id),
            10 when name.SequenceEqual("gYearMonth"u8) => Created(DateForm.TryEncodeYearMonth(lexical, out payload), TermTag.Date, payload, out id),
            _ => false,
        };
    }

    private static bool Created(bool inlined, TermTag tag, ulong payload, out TermId id)
    {
        id = inlined ? TermId.Create(tag, payload) : default;
        return inlined;
    }
}
