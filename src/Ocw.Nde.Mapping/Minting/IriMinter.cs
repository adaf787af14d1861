using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Minting;

/// <summary>Gives IRIs of the node to objects, values and nodes without a name of their own; the same input always gives the same IRI.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>An object: <c>{base}id/{institution}/{key}</c>: one object per institution and key, whatever dataset or channel it came through.</item>
/// <item>A value (maker, place, term): <c>{base}id/{dataset}/{field}/{words}-{hash}</c>, the hash over everything that is said of it: two makers with the same
/// name and other dates are two nodes, the same maker in a thousand records is one.</item>
/// <item>A node that only exists within another (an image, coordinates): <c>{parent}#{property}-{hash}</c>.</item>
/// </list>
/// </remarks>
public sealed class IriMinter
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private static readonly string[] Reserved = ["dataset", "organization", "run", "catalog", "story", "annotation"];

    private readonly string _root;
    private readonly string _objects;
    private readonly string _values;

    /// <summary>A minter for one dataset.</summary>
    /// <param name="baseIri">The node's base IRI.</param>
    /// <param name="institution">The id of the institution; not a word that the node uses itself (<c>dataset</c>, <c>run</c>, …).</param>
    /// <param name="dataset">The id of the dataset.</param>
    /// <exception cref="ArgumentException">An id is empty or reserved.</exception>
    public IriMinter(string baseIri, string institution, string dataset)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(baseIri);
        ArgumentException.ThrowIfNullOrWhiteSpace(institution);
        ArgumentException.ThrowIfNullOrWhiteSpace(dataset);
        if (Reserved.Contains(institution, StringComparer.OrdinalIgnoreCase))
            throw new ArgumentException($"«{institution}» is a word that the node's own addresses use; give the institution another id.", nameof(institution));
        _root = baseIri.EndsWith('/') ? baseIri : baseIri + "/";
        _objects = $"{_root}id/{Slug.OfKey(institution)}/";
        _values = $"{_root}id/{Slug.OfKey(dataset)}/";
    }

    /// <summary>The IRI of the object with this key.</summary>
    public Iri Object(string key) => new(_objects + Slug.OfKey(key));

    /// <summary>The IRI of an entry of an authority list without an IRI of its own.</summary>
    public Iri Entry(string key) => new($"{_values}term/{Slug.OfKey(key)}");

    /// <summary>The key of an object's IRI, or <see langword="null"/> for another IRI.</summary>
    public string? KeyOf(Iri iri) =>
        iri.Value.StartsWith(_objects, StringComparison.Ordinal) && !iri.Value[_objects.Length..].Contains('/', StringComparison.Ordinal) ? Slug.ToKey(iri.Value[_objects.Length..]) : null;

    /// <summary>The IRI of a value.</summary>
    /// <param name="field">The field in which it is used.</param>
    /// <param name="words">Its words, for the reader.</param>
    /// <param name="description">Everything that is said of it, in a fixed order.</param>
    public Iri Value(string field, string words, string description)
    {
        var slug = Slug.OfWords(words);
        return new Iri($"{_values}{field}/{(slug.Length == 0 ? "" : slug + "-")}{Hash(description)}");
    }

    /// <summary>The IRI of a node that exists only within another. Below an IRI of someone else's nothing is minted: then it is a value of the dataset.</summary>
    public Iri Part(Iri parent, string property, string description)
    {
        if (!parent.Value.StartsWith(_root, StringComparison.Ordinal))
            return Value("part", property, parent.Value + "\n" + description);
        var hash = parent.Value.IndexOf('#', StringComparison.Ordinal);
        return hash < 0
            ? new Iri($"{parent.Value}#{property}-{Hash(description)}")
            : new Iri($"{parent.Value}-{property}-{Hash(description)}");
    }

    // 60 bits of SHA-256 in base 32: within one field and one set of words a collision needs about a thousand million values.
    private static string Hash(string description)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(description), hash);
        var bits = BitConverter.ToUInt64(hash);
        Span<char> text = stackalloc char[12];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = Alphabet[(int)(bits & 31)];
            bits >>= 5;
        }

        return new string(text);
    }
}
