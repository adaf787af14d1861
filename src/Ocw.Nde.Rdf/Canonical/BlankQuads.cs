using System.Buffers.Text;
using System.Text;
using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Canonical;

/// <summary>The quads with blank nodes, the nodes numbered, and for each node the quads that it stands in.</summary>
/// <remarks>
/// A quad is kept as its line, with <c>_:</c> and eight hexadecimal digits for each blank node: so equal quads are equal lines, and a line with
/// other labels is made by copying around the places where nodes stand.
/// </remarks>
internal sealed class BlankQuads(LineArena arena)
{
    /// <summary>The length of a blank node in a kept line.</summary>
    internal const int PlaceLength = 10;

    private readonly Dictionary<byte[], int> _numbers = new(Utf8Comparer.Instance);
    private readonly List<byte[]> _labels = [];
    private readonly Dictionary<LineRef, BlankQuad> _quads = [];
    private BlankQuad[] _all = [];
    private int[] _starts = [];
    private int[] _quadsOf = [];

    internal int NodeCount => _labels.Count;

    internal IReadOnlyList<BlankQuad> All => _all;

    internal string LabelOf(int node) => Encoding.UTF8.GetString(_labels[node]);

    internal int NumberOf(ReadOnlySpan<byte> label)
    {
        var lookup = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(label, out var number))
            return number;
        var own = label.ToArray();
        _numbers.Add(own, _labels.Count);
        _labels.Add(own);
        return _labels.Count - 1;
    }

    internal static void AppendPlace(ByteBuffer line, int node)
    {
        Span<byte> digits = stackalloc byte[8];
        Utf8Formatter.TryFormat((uint)node, digits, out _, new('x', 8));
        line.Append("_:"u8);
        line.Append(digits);
    }

    internal void Add(ReadOnlySpan<byte> line, int subject, int @object, int graph, int predicateStart, int predicateLength)
    {
        var place = arena.Add(line);
        _quads.Add(place, new(place, subject, @object, graph, predicateStart, predicateLength));
    }

    /// <summary>Takes equal quads together and gathers the quads of each node.</summary>
    internal void Complete(CancellationToken cancellation)
    {
        var lines = _quads.Keys.ToList();
        new LineSort(arena, cancellation).Sort(lines);
        UniqueLines.Keep(arena, lines);
        _all = lines.ConvertAll(l => _quads[l]).ToArray();
        _quads.Clear();
        Index();
    }

    internal ReadOnlySpan<int> QuadsOf(int node) => _quadsOf.AsSpan(_starts[node].._starts[node + 1]);

    /// <summary>The predicate with its brackets.</summary>
    internal ReadOnlySpan<byte> PredicateOf(in BlankQuad quad) => arena[quad.Line].Slice(quad.PredicateStart, quad.PredicateLength);

    /// <summary>Appends the line of a quad with labels of the caller's choice.</summary>
    internal void AppendLine(ByteBuffer target, in BlankQuad quad, LabelOfNode label)
    {
        var line = arena[quad.Line];
        var done = 0;
        if (quad.Subject >= 0)
            Place(line, 0, quad.Subject);
        if (quad.Object >= 0)
            Place(line, quad.ObjectStart, quad.Object);
        if (quad.Graph >= 0)
            Place(line, quad.GraphStart, quad.Graph);
        target.Append(line[done..]);

        void Place(ReadOnlySpan<byte> whole, int at, int node)
        {
            target.Append(whole[done..at]);
            target.Append("_:"u8);
            target.Append(label(node));
            done = at + PlaceLength;
        }
    }

    private void Index()
    {
        _starts = new int[NodeCount + 1];
        foreach (var quad in _all)
        {
            foreach (var node in quad.Nodes)
                _starts[node + 1]++;
        }

        for (var i = 0; i < NodeCount; i++)
            _starts[i + 1] += _starts[i];
        _quadsOf = new int[_starts[^1]];
        var next = _starts.ToArray();
        for (var i = 0; i < _all.Length; i++)
        {
            foreach (var node in _all[i].Nodes)
                _quadsOf[next[node]++] = i;
        }
    }
}

/// <summary>Says which label a node gets in a line.</summary>
internal delegate ReadOnlySpan<byte> LabelOfNode(int node);

/// <summary>One quad with blank nodes; a place without one holds -1.</summary>
internal readonly record struct BlankQuad(LineRef Line, int Subject, int Object, int Graph, int PredicateStart, int PredicateLength)
{
    internal int ObjectStart => PredicateStart + PredicateLength + 1;

    internal int GraphStart => Line.Length - " .\n".Length - BlankQuads.PlaceLength;

    /// <summary>The different nodes of the quad.</summary>
    internal NodeSet Nodes => new(Subject, Object == Subject ? -1 : Object, Graph == Subject || Graph == Object ? -1 : Graph);
}

/// <summary>Up to three different nodes, enumerated without an object.</summary>
internal ref struct NodeSet(int first, int second, int third)
{
    private int _next;

    public int Current { get; private set; }

    public readonly NodeSet GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_next < 3)
        {
            Current = _next++ switch { 0 => first, 1 => second, _ => third };
            if (Current >= 0)
                return true;
        }

        return false;
    }
}
