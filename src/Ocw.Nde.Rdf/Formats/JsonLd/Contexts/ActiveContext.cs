using Ocw.Nde.Rdf.Formats.JsonLd.Compaction;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Contexts;

/// <summary>The context in force at a place of a document (JSON-LD 1.1 API §4.1). It does not change once it is made, so what follows from it is kept.</summary>
/// <remarks>The base of the document stands in the <see cref="ContextRoot"/>, so that contexts that come from addresses serve document after document.</remarks>
internal sealed class ActiveContext
{
    private const int MaxKept = 4096;
    private const int LongestKept = 256;

    private readonly Dictionary<string, TermDefinition> _terms;
    private Dictionary<(object, string?, int), ActiveContext>? _derived;
    private Dictionary<string, string?>? _vocabularyIris;
    private InverseContext? _inverse;
    private IReadOnlyList<KeyValuePair<string, TermDefinition>>? _prefixes;
    private string? _ownBase;
    private bool _hasOwnBase;

    /// <summary>A context that defines nothing.</summary>
    internal ActiveContext(ContextRoot root)
        : this(root, new Dictionary<string, TermDefinition>(StringComparer.Ordinal))
    {
    }

    private ActiveContext(ContextRoot root, Dictionary<string, TermDefinition> terms) => (Root, _terms) = (root, terms);

    internal ContextRoot Root { get; }

    /// <summary>The base: the document's, or that of a <c>@base</c>.</summary>
    internal string? BaseIri
    {
        get => _hasOwnBase ? _ownBase : Root.BaseIri;
        set => (_hasOwnBase, _ownBase) = (true, value);
    }

    internal string? Vocabulary { get; set; }

    internal string? Language { get; set; }

    internal string? Direction { get; set; }

    /// <summary>The context to go back to below a node that changed it for itself alone.</summary>
    internal ActiveContext? Previous { get; set; }

    internal IEnumerable<KeyValuePair<string, TermDefinition>> Terms => _terms;

    /// <summary>The terms that may be prefixes.</summary>
    internal IReadOnlyList<KeyValuePair<string, TermDefinition>> Prefixes => _prefixes ??= [.. _terms.Where(term => term.Value is { IsPrefix: true, Iri: not null })];

    internal bool HasProtectedTerms => _terms.Values.Any(term => term.IsProtected);

    internal InverseContext Inverse => _inverse ??= new InverseContext(this);

    internal TermDefinition? this[string term] => _terms.GetValueOrDefault(term);

    internal void Define(string term, TermDefinition definition) => _terms[term] = definition;

    internal TermDefinition? Forget(string term)
    {
        _terms.Remove(term, out var definition);
        return definition;
    }

    internal ActiveContext Copy() => new(Root, new Dictionary<string, TermDefinition>(_terms, StringComparer.Ordinal))
    {
        _hasOwnBase = _hasOwnBase,
        _ownBase = _ownBase,
        Vocabulary = Vocabulary,
        Language = Language,
        Direction = Direction,
        Previous = Previous,
    };

    /// <summary>The context that another one makes of this, if it was made before.</summary>
    internal ActiveContext? Derived((object Context, string? Base, int Flags) key) => _derived?.GetValueOrDefault(key);

    internal void KeepDerived((object Context, string? Base, int Flags) key, ActiveContext context)
    {
        _derived ??= new(DerivedKeys.Instance);
        if (_derived.Count >= MaxKept)
            return;
        _derived[key] = context;
        Root.Kept++;
    }

    /// <summary>What a key means, if it was looked up before.</summary>
    internal bool TryVocabularyIri(string key, out string? iri)
    {
        iri = null;
        return _vocabularyIris is not null && _vocabularyIris.TryGetValue(key, out iri);
    }

    internal void KeepVocabularyIri(string key, string? iri)
    {
        _vocabularyIris ??= new(StringComparer.Ordinal);
        if (_vocabularyIris.Count < MaxKept && key.Length <= LongestKept)
            _vocabularyIris[key] = iri;
    }

    // An address is the same context by its characters, a tree by being the same object.
    private sealed class DerivedKeys : IEqualityComparer<(object Context, string? Base, int Flags)>
    {
        internal static readonly DerivedKeys Instance = new();

        public bool Equals((object Context, string? Base, int Flags) x, (object Context, string? Base, int Flags) y) =>
            x.Flags == y.Flags && x.Base == y.Base && (ReferenceEquals(x.Context, y.Context) || (x.Context is string a && y.Context is string b && a == b));

        public int GetHashCode((object Context, string? Base, int Flags) key) => HashCode.Combine(
            key.Flags, key.Base, key.Context is string text ? text.GetHashCode(StringComparison.Ordinal) : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Context));
    }
}
