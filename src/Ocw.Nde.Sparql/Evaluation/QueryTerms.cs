using System.Buffers;
using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>Ids, terms and values of one query: the source's dictionary with the query's own terms beside it.</summary>
/// <remarks>A computed term that the source knows gets the source's id, so that equal ids are equal terms in every operator.</remarks>
internal sealed class QueryTerms(MemoryBudget memory)
{
    private const int CacheSize = 1024;

    // How many terms can be read within the reading of another before readers are made anew each time.
    private const int MaxDepth = 4;

    private readonly LocalTerms local = new(memory);
    private readonly ulong[] cachedIds = new ulong[CacheSize];
    private readonly Value[] cachedValues = new Value[CacheSize];
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly TermReader?[] nested = new TermReader?[MaxDepth];
    private ITermDictionary dictionary = EmptyDictionary.Instance;
    private TermReader? reader;
    private int depth;

    /// <summary>Goes over to another source; ids and values of the former one are forgotten.</summary>
    internal void Bind(ITermDictionary terms)
    {
        Release();
        dictionary = terms;
        local.Clear();
        Array.Clear(cachedIds);
    }

    /// <summary>Gives back what reading terms holds of the source; the next reading takes it again.</summary>
    internal void Release()
    {
        reader?.Dispose();
        reader = null;
        for (var i = 0; i < nested.Length; i++)
        {
            nested[i]?.Dispose();
            nested[i] = null;
        }
    }

    /// <summary>The id of a term that data may hold; 0 if the source does not know it.</summary>
    internal ulong Find(RdfTerm term)
    {
        using var bytes = new TermBytes(term);
        return dictionary.Find(bytes.Span).Value;
    }

    /// <summary>The id of a term, which becomes one of the query's own if the source does not know it.</summary>
    internal ulong Intern(RdfTerm term)
    {
        using var bytes = new TermBytes(term);
        return Intern(bytes.Span);
    }

    internal ulong Intern(in TermSpan term)
    {
        if (term.Kind == TermKind.TripleTerm)
            return InternTriple(term);
        var known = dictionary.Find(term).Value;
        return known != 0 ? known : local.Intern(term);
    }

    /// <summary>The id of the triple term of three terms, which becomes one of the query's own if the source does not know it; 0 if they are no triple.</summary>
    internal ulong TripleTerm(ulong subject, ulong predicate, ulong @object)
    {
        if (KindOf(subject) is not (TermKind.Iri or TermKind.BlankNode) || KindOf(predicate) != TermKind.Iri || @object == 0)
            return 0;
        if (!IsLocal(subject) && !IsLocal(predicate) && !IsLocal(@object)
            && dictionary.FindTriple(new(subject), new(predicate), new(@object)) is { IsBound: true } known)
        {
            return known.Value;
        }

        var text = new ArrayBufferWriter<byte>();
        Span<ulong> ids = [subject, predicate, @object];
        foreach (var id in ids)
            Read(id, static (in TermSpan term, ArrayBufferWriter<byte> text) => TripleTermText.AppendTo(text, term), text);
        return local.InternTriple(TripleTermText.Close(text), subject, predicate, @object);
    }

    /// <summary>The terms of a triple term.</summary>
    /// <returns><see langword="false"/> for a term of another kind.</returns>
    internal bool TryReadTriple(ulong id, out ulong subject, out ulong predicate, out ulong @object)
    {
        if (IsLocal(id))
            return local.TryReadTriple(id, out subject, out predicate, out @object);
        var found = dictionary.TryReadTriple(new TermId(id), out var s, out var p, out var o);
        (subject, predicate, @object) = (s.Value, p.Value, o.Value);
        return found;
    }

    internal ulong NewBlankNode() => local.NewBlankNode();

    /// <summary>A term as spans that are valid until the next call: the fastest way to look at many terms.</summary>
    internal TermSpan Span(ulong id)
    {
        if (new TermId(id).Tag == TermTag.QueryLocal)
            return local.Span(id);
        reader ??= dictionary.OpenReader();
        return reader.Read(new TermId(id));
    }

    /// <summary>Three terms of the source at once, as spans that are valid until the next reading of any term.</summary>
    /// <returns><see langword="false"/> if one of them is the query's own.</returns>
    internal bool TrySpans(ReadOnlySpan<ulong> ids, out TermSpan first, out TermSpan second, out TermSpan third)
    {
        first = second = third = default;
        if (depth > 0 || IsLocal(ids[0]) || IsLocal(ids[1]) || IsLocal(ids[2]))
            return false;
        first = Nested(0).Read(new TermId(ids[0]));
        second = Nested(1).Read(new TermId(ids[1]));
        third = Nested(2).Read(new TermId(ids[2]));
        return true;
    }

    /// <summary>A number that terms of the source share which have the same kind, datatype and language; -1 where only reading the term tells.</summary>
    internal int FormOf(ulong id, CancellationToken cancellation)
    {
        if (new TermId(id).Tag == TermTag.QueryLocal)
            return -1;
        reader ??= dictionary.OpenReader();
        return reader.FormOf(new TermId(id), cancellation);
    }

    /// <summary>Whether the source may hold a literal of a datatype whose value is not in its id.</summary>
    internal bool MayHold(ReadOnlySpan<byte> datatype)
    {
        reader ??= dictionary.OpenReader();
        return reader.MayHold(datatype);
    }

    /// <summary>Searches the literals of the source; <see langword="null"/> where that cannot be done.</summary>
    internal TextMatches? Search(ReadOnlySpan<byte> part, bool ignoreCase, TermTest test, CancellationToken cancellation)
    {
        reader ??= dictionary.OpenReader();
        return reader.Search(part, ignoreCase, test, cancellation);
    }

    /// <summary>Hands a term to <paramref name="receiver"/> as spans; it may read other terms meanwhile.</summary>
    internal void Read<TState>(ulong id, TermReceiver<TState> receiver, TState state)
        where TState : allows ref struct
    {
        if (new TermId(id).Tag == TermTag.QueryLocal)
        {
            local.Read(id, receiver, state);
            return;
        }

        if (depth == MaxDepth)
        {
            dictionary.Read(new TermId(id), receiver, state);
            return;
        }

        var term = Nested(depth).Read(new TermId(id));
        depth++;
        try
        {
            receiver(term, state);
        }
        finally
        {
            depth--;
        }
    }

    /// <summary>The value of a term: an inline one without looking anywhere, an IRI without its text.</summary>
    internal Value ValueOf(ulong id)
    {
        var term = new TermId(id);
        switch (term.Tag)
        {
            case TermTag.Unbound:
                return Value.Error;
            case TermTag.DictionaryIri or TermTag.PackedIri:
                return Value.Iri(id);
            case TermTag.BlankNode:
                return Value.BlankNode(id);
            case TermTag.Boolean when TermValues.TryGetBoolean(term, out var truth):
                return Value.FromBoolean(truth, id);
            case TermTag.Integer when TermValues.TryGetInteger(term, out var integer):
                return Value.Integer(integer, id);
            case TermTag.Decimal when TermValues.TryGetDecimal(term, out var number):
                return Value.Decimal(number, id);
            case TermTag.Double when TermValues.TryGetDouble(term, out var real):
                return Value.Double(real, id);
            case TermTag.Date when TermValues.TryGetDate(term, out var date):
                return InlineMoments.FromDate(date, id);
            case TermTag.DateTime when TermValues.TryGetDateTime(term, out var instant):
                return InlineMoments.FromDateTime(instant, id);
            case TermTag.QueryLocal when LocalTerms.IsBlankNode(id):
                return Value.BlankNode(id);
            case TermTag.TripleTerm:
                return Value.TripleTerm(id);
            default:
                return Cached(id);
        }
    }

    /// <summary>What kind of term an id stands for.</summary>
    internal TermKind KindOf(ulong id) => new TermId(id).Tag switch
    {
        TermTag.Unbound => TermKind.None,
        TermTag.DictionaryIri or TermTag.PackedIri => TermKind.Iri,
        TermTag.BlankNode => TermKind.BlankNode,
        TermTag.QueryLocal => local.KindOf(id),
        TermTag.TripleTerm => TermKind.TripleTerm,
        _ => TermKind.Literal,
    };

    /// <summary>The IRI, the text of a string, or the lexical form of any other literal.</summary>
    internal string TextOf(in Value value)
    {
        if (value.Text is { } text)
            return text;
        if (value.Id == 0)
            return LiteralText.Write(value);
        if (value.Kind == ValueKind.Iri)
            return Cached(value.Id).Text!;

        return Encoding.UTF8.GetString(Span(value.Id).Value);
    }

    /// <summary>The datatype IRI of a literal.</summary>
    internal string DatatypeOf(in Value value)
    {
        if (value.Kind == ValueKind.Other)
            return value.Detail!;
        if (value.Kind == ValueKind.LangString && TaggedLanguage.HasDirection(value.Detail!))
            return Datatypes.RdfDirLangString;
        if (value.Id == 0 || value.Kind.IsText || TermCodec.IsInline(new TermId(value.Id).Tag))
            return Datatypes.IriOf(value.Kind);

        return Encoding.UTF8.GetString(Span(value.Id).Datatype);
    }

    /// <summary>A literal of any datatype, valid or not.</summary>
    internal Value MakeLiteral(string lexicalForm, string datatype)
    {
        if (datatype is Datatypes.RdfLangString or Datatypes.RdfDirLangString)
            return Value.Error;
        var value = LiteralReader.Read(lexicalForm, datatype);
        return value.Kind == ValueKind.String ? value : value.WithId(Intern(new Literal(lexicalForm, new Iri(datatype))));
    }

    /// <summary>The id of a value's term; 0 for an error.</summary>
    internal ulong IdOf(in Value value)
    {
        if (value.Id != 0)
            return value.Id;
        switch (value.Kind)
        {
            case ValueKind.Error:
                return 0;
            case ValueKind.Boolean:
                return TermValues.FromBoolean(value.AsBoolean).Value;
            case ValueKind.Integer when !value.IsBigInteger && TermValues.TryFromInteger(value.AsInteger, out var id):
                return id.Value;
            case ValueKind.Double when TermValues.TryFromDouble(value.AsDouble, out var id):
                return id.Value;
            case ValueKind.Decimal when TryInline(value.AsDecimal, out var id):
                return id;
            case ValueKind.Iri:
                return InternText(value.Text!, isIri: true);
            case ValueKind.String:
                return InternText(value.Text!, isIri: false);
            case ValueKind.LangString:
                return Intern(TaggedLanguage.Literal(value.Text!, value.Detail!));
            default:
                return Intern(new Literal(LiteralText.Write(value), new Iri(DatatypeOf(value))));
        }
    }

    /// <summary>The term as an object.</summary>
    internal RdfTerm ToTerm(ulong id) => TermBytes.ToTerm(Span(id));

    // Without trailing zeros, as the canonical form is written.
    private static bool TryInline(decimal value, out ulong id)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var mantissa = ((ulong)(uint)parts[1] << 32) | (uint)parts[0];
        var scale = (parts[3] >> 16) & 0xFF;
        id = 0;
        if (parts[2] != 0 || mantissa > long.MaxValue)
            return false;
        while (scale > 0 && mantissa % 10 == 0)
        {
            mantissa /= 10;
            scale--;
        }

        if (!TermValues.TryFromDecimal(parts[3] < 0 ? -(long)mantissa : (long)mantissa, scale, out var inline))
            return false;
        id = inline.Value;
        return true;
    }

    private ulong InternTriple(in TermSpan term)
    {
        new TripleTermText().Split(term.Value, out var subject, out var predicate, out var @object);
        return TripleTerm(Intern(subject), Intern(predicate), Intern(@object));
    }

    private static bool IsLocal(ulong id) => new TermId(id).Tag == TermTag.QueryLocal;

    private TermReader Nested(int level) => nested[level] ??= dictionary.OpenReader();

    private ulong InternText(string text, bool isIri)
    {
        byte[]? rented = null;
        var utf8 = text.Length <= 128 ? stackalloc byte[384] : (rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length)));
        var written = utf8[..Encoding.UTF8.GetBytes(text, utf8)];
        var id = Intern(isIri ? TermSpan.Iri(written) : TermSpan.Literal(written));
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return id;
    }

    private Value Cached(ulong id)
    {
        var slot = (int)((id * 0x9E3779B97F4A7C15) >> 54) & (CacheSize - 1);
        if (cachedIds[slot] == id)
            return cachedValues[slot];

        var value = Decode(Span(id), id);
        cachedIds[slot] = id;
        cachedValues[slot] = value;
        return value;
    }

    private Value Decode(TermSpan term, ulong id)
    {
        var text = Encoding.UTF8.GetString(term.Value);
        return term.Kind switch
        {
            TermKind.Iri => Value.Iri(text, id),
            TermKind.BlankNode => Value.BlankNode(id),
            TermKind.TripleTerm => Value.TripleTerm(id),
            _ when !term.Language.IsEmpty => Value.LangString(text, TaggedLanguage.Of(Name(term.Language), term.Direction), id),
            _ when term.Datatype.IsEmpty => Value.String(text, id),
            _ => LiteralReader.Read(text, Name(term.Datatype), id),
        };
    }

    // There are few languages and datatypes: one string for each.
    private string Name(ReadOnlySpan<byte> utf8)
    {
        Span<char> text = utf8.Length <= 256 ? stackalloc char[256] : new char[utf8.Length];
        var name = text[..Encoding.UTF8.GetChars(utf8, text)];
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(name, out var known))
            lookup[name] = known = name.ToString();
        return known;
    }

    /// <summary>The dictionary of a query that has no source yet.</summary>
    private sealed class EmptyDictionary : ITermDictionary
    {
        internal static readonly EmptyDictionary Instance = new();

        public TermId Find(in TermSpan term) => TermCodec.Default.TryEncode(term, out var id) ? id : TermId.Unbound;

        public void Read<TState>(TermId id, TermReceiver<TState> receiver, TState state)
            where TState : allows ref struct
        {
            if (!TermCodec.Default.TryDecode(id, receiver, state))
                throw new KeyNotFoundException($"No term has the id {id}.");
        }
    }
}
