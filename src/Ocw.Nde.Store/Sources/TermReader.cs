using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Store.Sources;

/// <summary>Reads many terms of one dictionary, one after the other; it remembers where it was, so that neighbours are cheap. Belongs to one thread.</summary>
public abstract class TermReader : IDisposable
{
    /// <summary>The term of an id. Its spans are valid until the next call and until the reader is disposed of.</summary>
    /// <exception cref="KeyNotFoundException">The id is not of this dictionary.</exception>
    public abstract TermSpan Read(TermId id);

    /// <summary>A number that terms share which have the same kind, datatype and language; -1 where only reading the term tells.</summary>
    public virtual int FormOf(TermId id, CancellationToken cancellation = default) => -1;

    /// <summary>Whether the dictionary may hold a literal of a datatype that its id does not carry; <see langword="false"/> only if there is none.</summary>
    public virtual bool MayHold(ReadOnlySpan<byte> datatype) => true;

    /// <summary>Searches the texts of literals where they lie.</summary>
    /// <param name="part">What the text of every literal that passes the test contains.</param>
    /// <param name="ignoreCase">Whether letters of ASCII in <paramref name="part"/>, which are small, stand for their capitals too.</param>
    /// <param name="test">The test.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The literals that pass, of those that could be searched; <see langword="null"/> if there is nothing to be gained.</returns>
    public virtual TextMatches? Search(ReadOnlySpan<byte> part, bool ignoreCase, TermTest test, CancellationToken cancellation) => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the reader holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>Tests a term; the spans are valid during the call.</summary>
public delegate bool TermTest(TermSpan term);

/// <summary>The literals that a search has found.</summary>
public abstract class TextMatches
{
    /// <summary>The bytes that it holds.</summary>
    public abstract long Bytes { get; }

    /// <summary>Whether the search has looked at a term, and whether it passed.</summary>
    public abstract bool TryTest(TermId id, out bool passes);
}

/// <summary>A reader over any dictionary: it copies each term.</summary>
internal sealed class CopyingTermReader(ITermDictionary dictionary) : TermReader
{
    private readonly TermCopy _copy = new();

    public override TermSpan Read(TermId id)
    {
        dictionary.Read(id, TermCopy.Take, _copy);
        return _copy.Span;
    }
}

/// <summary>The bytes of one term.</summary>
internal sealed class TermCopy
{
    private byte[] _bytes = new byte[256];
    private TermKind _kind;
    private BaseDirection _direction;
    private int _value;
    private int _datatype;
    private int _language;

    internal static TermReceiver<TermCopy> Take { get; } = static (in TermSpan term, TermCopy copy) => copy.Set(term);

    internal TermSpan Span
    {
        get
        {
            var value = _bytes.AsSpan(0, _value);
            return _kind switch
            {
                TermKind.Iri => TermSpan.Iri(value),
                TermKind.BlankNode => TermSpan.BlankNode(value),
                TermKind.TripleTerm => TermSpan.TripleTerm(value),
                _ when _language > 0 => TermSpan.LangString(value, _bytes.AsSpan(_value + _datatype, _language), _direction),
                _ => TermSpan.Literal(value, _bytes.AsSpan(_value, _datatype)),
            };
        }
    }

    private void Set(in TermSpan term)
    {
        (_kind, _direction) = (term.Kind, term.Direction);
        (_value, _datatype, _language) = (term.Value.Length, term.Datatype.Length, term.Language.Length);
        var needed = _value + _datatype + _language;
        if (_bytes.Length < needed)
            _bytes = new byte[Math.Max(needed, _bytes.Length * 2)];
        term.Value.CopyTo(_bytes);
        term.Datatype.CopyTo(_bytes.AsSpan(_value));
        term.Language.CopyTo(_bytes.AsSpan(_value + _datatype));
    }
}
