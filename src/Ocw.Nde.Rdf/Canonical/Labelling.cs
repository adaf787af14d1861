using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Canonical;

/// <summary>Gives the blank nodes of a dataset their canonical labels: the canonicalization state of RDFC-1.0 §4.3 and steps 3–5 of §4.4.3.</summary>
internal sealed class Labelling
{
    private const string CanonicalPrefix = "c14n";

    private readonly BlankQuads _quads;
    private readonly CanonicalOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly long _workLimit;
    private readonly int _hashSize;
    private readonly byte[] _firstDegree;
    private readonly byte[]?[] _labels;
    private int _issued;
    private long _work;
    private int _alike;

    internal Labelling(BlankQuads quads, CanonicalOptions options, CancellationToken cancellation)
    {
        _quads = quads;
        _options = options;
        _cancellation = cancellation;
        _hashSize = HashNames.SizeOf(options.Algorithm);
        _firstDegree = new byte[checked(quads.NodeCount * _hashSize)];
        _labels = new byte[quads.NodeCount][];
        _workLimit = options.MaxWork + options.MaxWorkPerBlankNode * quads.NodeCount;
    }

    internal BlankQuads Quads => _quads;

    /// <summary>The canonical label of a node without <c>_:</c>, or <see langword="null"/> as long as it has none.</summary>
    internal byte[]? LabelOf(int node) => _labels[node];

    /// <summary>The canonical label of a node, when all have one.</summary>
    internal ReadOnlySpan<byte> Label(int node) => _labels[node];

    internal ReadOnlySpan<byte> FirstDegreeOf(int node) => _firstDegree.AsSpan(node * _hashSize, _hashSize);

    internal byte[] HashOf(ReadOnlySpan<byte> data) => HashNames.HashOf(_options.Algorithm, data);

    /// <summary>Counts one step of telling alike nodes apart.</summary>
    internal void Work(int node)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (++_work > _workLimit)
            throw new PoisonGraphException(_workLimit, _alike, _quads.LabelOf(node));
    }

    internal void Run()
    {
        // 3: the hash of each node by the quads that it stands in.
        var firstDegree = new FirstDegree(this);
        var nodes = new int[_quads.NodeCount];
        for (var node = 0; node < nodes.Length; node++)
        {
            if ((node & 0xFF) == 0)
                _cancellation.ThrowIfCancellationRequested();
            firstDegree.HashOf(node).CopyTo(_firstDegree, node * _hashSize);
            nodes[node] = node;
        }

        Array.Sort(nodes, (a, b) => FirstDegreeOf(a).SequenceCompareTo(FirstDegreeOf(b)) is var order and not 0 ? order : a.CompareTo(b));

        // 4: a hash that only one node has names it; 5: nodes that share a hash are told apart by what is around them.
        var groups = GroupsOf(nodes);
        foreach (var (start, end) in groups.Where(g => g.End - g.Start == 1))
            Issue(nodes[start]);
        var walk = new NDegreeWalk(this);
        foreach (var (start, end) in groups.Where(g => g.End - g.Start > 1))
            TellApart(walk, nodes.AsSpan(start..end));
    }

    private List<(int Start, int End)> GroupsOf(int[] sorted)
    {
        var groups = new List<(int Start, int End)>();
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && FirstDegreeOf(sorted[end]).SequenceEqual(FirstDegreeOf(sorted[start])); end++)
            {
            }

            groups.Add((start, end));
        }

        return groups;
    }

    private void TellApart(NDegreeWalk walk, ReadOnlySpan<int> alike)
    {
        _alike = alike.Length;
        // 5.1–5.2: what each node that has no label yet is called by its surroundings.
        var paths = new List<(byte[] Hash, int[] Issued)>();
        foreach (var node in alike)
        {
            if (_labels[node] is null)
                paths.Add(walk.Run(node));
        }

        // 5.3: labels in the order of these hashes; the order is stable, equal hashes are of nodes that an automorphism maps on each other.
        foreach (var (_, issued) in paths.OrderBy(p => p.Hash, ByBytes.Instance))
        {
            foreach (var node in issued)
            {
                if (_labels[node] is null)
                    Issue(node);
            }
        }
    }

    private void Issue(int node) =>
        _labels[node] = Encoding.ASCII.GetBytes(CanonicalPrefix + _issued++.ToString(CultureInfo.InvariantCulture));

    /// <summary>Hash First Degree Quads (RDFC-1.0 §4.6.3): the lines of a node's quads with the node as <c>_:a</c> and every other as <c>_:z</c>.</summary>
    private sealed class FirstDegree(Labelling state)
    {
        private readonly ByteBuffer _lines = new();
        private readonly ByteBuffer _sorted = new();
        private readonly List<(int Start, int Length)> _places = [];
        private int _node;

        internal byte[] HashOf(int node)
        {
            _node = node;
            _lines.Length = 0;
            _places.Clear();
            foreach (var index in state.Quads.QuadsOf(node))
            {
                var start = _lines.Length;
                state.Quads.AppendLine(_lines, state.Quads.All[index], Letter);
                _places.Add((start, _lines.Length - start));
            }

            if (_places.Count == 1)
                return state.HashOf(_lines.Written);
            _places.Sort((a, b) => _lines.Slice(a.Start, a.Length).SequenceCompareTo(_lines.Slice(b.Start, b.Length)));
            _sorted.Length = 0;
            foreach (var (start, length) in _places)
                _sorted.Append(_lines.Slice(start, length));
            return state.HashOf(_sorted.Written);
        }

        private ReadOnlySpan<byte> Letter(int node) => node == _node ? "a"u8 : "z"u8;
    }
}

/// <summary>Orders hashes by their bytes, which is the order of their hexadecimal forms.</summary>
internal sealed class ByBytes : IComparer<byte[]>
{
    internal static ByBytes Instance { get; } = new();

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
