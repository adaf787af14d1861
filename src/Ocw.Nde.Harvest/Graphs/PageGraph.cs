using System.Text;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Harvest;

/// <summary>The quads of one page, and of what was fetched to complete it, in memory: small, short-lived, and quick to look up by subject.</summary>
internal sealed class PageGraph : IQuadSink
{
    private readonly TermTable _terms = new();
    private readonly List<PageQuad> _quads = [];
    private readonly HashSet<int> _graphs = [];
    private int[]? _starts;
    private int[] _bySubject = [];

    /// <summary>How many quads there are.</summary>
    public int Count => _quads.Count;

    /// <summary>How many terms there are: numbers are below it.</summary>
    public int Terms => _terms.Count;

    /// <summary>A quad by its place in the document.</summary>
    public PageQuad this[int index] => _quads[index];

    /// <inheritdoc/>
    public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
    {
        _starts = null;
        var name = graph.Kind == TermKind.None ? -1 : _terms.Add(graph);
        if (name >= 0)
            _graphs.Add(name);
        _quads.Add(new PageQuad(_terms.Add(subject), _terms.Add(predicate), _terms.Add(@object), name));
    }

    /// <summary>The number of an IRI, or -1 if no quad has it.</summary>
    public int Find(ReadOnlySpan<byte> iri) => _terms.Find(iri);

    /// <inheritdoc cref="Find(ReadOnlySpan{byte})"/>
    public int Find(string iri) => _terms.Find(Encoding.UTF8.GetBytes(iri));

    /// <summary>The term in N-Triples form.</summary>
    public ReadOnlySpan<byte> Text(int term) => _terms.Text(term);

    public bool IsIri(int term) => Text(term)[0] == '<' && !Text(term).StartsWith("<<"u8);

    public bool IsBlank(int term) => Text(term)[0] == '_';

    public bool IsLiteral(int term) => Text(term)[0] == '"';

    /// <summary>An IRI without brackets; a blank node with its label.</summary>
    public string Name(int term) => IsIri(term) ? Encoding.UTF8.GetString(Text(term)[1..^1]) : Encoding.UTF8.GetString(Text(term));

    /// <summary>The characters of a literal, or the IRI.</summary>
    public string Value(int term)
    {
        var text = Text(term);
        if (text[0] != '"')
            return Name(term);
        var form = Encoding.UTF8.GetString(text[1..text.LastIndexOf((byte)'"')]);
        return form.Contains('\\', StringComparison.Ordinal) ? form.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", "\\", StringComparison.Ordinal) : form;
    }

    /// <summary>The places of the quads about a subject, in the order of the document.</summary>
    public ReadOnlySpan<int> About(int subject)
    {
        if (_starts is null)
            Index();
        return subject < 0 ? [] : _bySubject.AsSpan(_starts![subject], _starts[subject + 1] - _starts[subject]);
    }

    /// <summary>The first object of a property, or -1.</summary>
    public int Object(int subject, int predicate)
    {
        if (predicate < 0)
            return -1;
        foreach (var index in About(subject))
        {
            if (_quads[index].Predicate == predicate)
                return _quads[index].Object;
        }

        return -1;
    }

    /// <summary>All objects of a property.</summary>
    public List<int> Objects(int subject, int predicate)
    {
        var found = new List<int>();
        if (predicate < 0)
            return found;
        foreach (var index in About(subject))
        {
            if (_quads[index].Predicate == predicate)
                found.Add(_quads[index].Object);
        }

        return found;
    }

    /// <summary>Whether a named graph has this name.</summary>
    public bool HasGraph(int name) => _graphs.Contains(name);

    /// <summary>Whether a property has this object.</summary>
    public bool Has(int subject, int predicate, int @object) => @object >= 0 && Objects(subject, predicate).Contains(@object);

    private void Index()
    {
        var starts = new int[_terms.Count + 1];
        foreach (var quad in _quads)
            starts[quad.Subject + 1]++;
        for (var i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];
        _bySubject = new int[_quads.Count];
        var next = (int[])starts.Clone();
        for (var i = 0; i < _quads.Count; i++)
            _bySubject[next[_quads[i].Subject]++] = i;
        _starts = starts;
    }
}

/// <summary>A quad by the numbers of its terms; <paramref name="Graph"/> is -1 for the default graph.</summary>
internal readonly record struct PageQuad(int Subject, int Predicate, int Object, int Graph);
