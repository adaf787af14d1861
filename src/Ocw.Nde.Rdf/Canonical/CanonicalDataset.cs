using System.Security.Cryptography;
using System.Text;

namespace Ocw.Nde.Rdf.Canonical;

/// <summary>A dataset in canonical form: the same for every dataset that says the same, whatever the order of its quads and the labels of its blank nodes.</summary>
public sealed class CanonicalDataset
{
    private readonly LineArena _arena;
    private readonly List<LineRef> _lines;
    private readonly CanonicalHash _algorithm;

    internal CanonicalDataset(LineArena arena, List<LineRef> sortedLines, IReadOnlyDictionary<string, string> labels, CanonicalHash algorithm)
    {
        _arena = arena;
        _lines = sortedLines;
        _algorithm = algorithm;
        Labels = labels;
    }

    /// <summary>The number of different quads.</summary>
    public long QuadCount => _lines.Count;

    /// <summary>The canonical label of each blank node (<c>c14n0</c>, <c>c14n1</c>…) by its label in the input, both without <c>_:</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>Writes the canonical N-Quads document, sorted by code point, one quad a line.</summary>
    public void WriteTo(Stream output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        for (var i = 0; i < _lines.Count; i++)
        {
            if ((i & 0xFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
            output.Write(_arena[_lines[i]]);
        }
    }

    /// <summary>The hash of the canonical document, in small hexadecimal: equal exactly when two datasets are isomorphic.</summary>
    public string Hash(CancellationToken cancellation = default)
    {
        using var hash = IncrementalHash.CreateHash(HashNames.Of(_algorithm));
        for (var i = 0; i < _lines.Count; i++)
        {
            if ((i & 0xFFF) == 0)
                cancellation.ThrowIfCancellationRequested();
            hash.AppendData(_arena[_lines[i]]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The canonical document as text; for small datasets.</summary>
    public override string ToString()
    {
        using var document = new MemoryStream();
        WriteTo(document);
        return Encoding.UTF8.GetString(document.GetBuffer(), 0, (int)document.Length);
    }
}
