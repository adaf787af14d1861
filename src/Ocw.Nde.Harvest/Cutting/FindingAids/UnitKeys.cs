using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Gives every unit of one finding aid a key that stays the same when units are added, taken away or put in another order.</summary>
/// <remarks>
/// The key of a finding aid is its number. That of a component is the finding aid's with its own <c>@id</c> behind it, which is unique in the document; without <c>@id</c>, that
/// of the unit around it with its own number behind it (<c>2.08.22/A/17</c>); without a number, a hash of what it says. A second unit with the same key gets such a hash as well.
/// </remarks>
/// <param name="ceiling">How many keys are remembered; doubles behind that are left to the rule for duplicates.</param>
internal sealed class UnitKeys(int ceiling)
{
    private readonly HashSet<ulong> _given = [];
    private string _root = "";

    /// <summary>The key of the finding aid.</summary>
    public string OfFindingAid(UnitHead head, string byDefault)
    {
        _given.Clear();
        _root = head.Number ?? head.XmlId ?? byDefault;
        return Once(_root, []);
    }

    /// <summary>The key of a component.</summary>
    /// <param name="head">What is known of it.</param>
    /// <param name="around">The key of the unit that it is in.</param>
    /// <param name="content">What it says.</param>
    public string OfComponent(UnitHead head, string around, ReadOnlySpan<byte> content) => Once(
        head.XmlId is { } id ? $"{_root}/{id}" : head.Number is { } number ? $"{around}/{number}" : $"{around}/~{Short(Encoding.UTF8.GetBytes($"{head.Level}\n{head.Title}\n{(head.Title is null ? Convert.ToHexStringLower(SHA256.HashData(content)) : "")}"))}",
        content);

    /// <summary>64 bits of a key's hash.</summary>
    public static ulong Hash(string key) => Hash(Encoding.UTF8.GetBytes(key));

    private string Once(string key, ReadOnlySpan<byte> content)
    {
        if (Take(key))
            return key;
        var told = $"{key}~{Short(content)}";
        var number = 2;
        for (var next = told; ; next = string.Create(CultureInfo.InvariantCulture, $"{told}-{number++}"))
        {
            if (Take(next))
                return next;
        }
    }

    private bool Take(string key) => _given.Count >= ceiling || _given.Add(Hash(key));

    private static string Short(ReadOnlySpan<byte> content) => Hash(content).ToString("x16", CultureInfo.InvariantCulture)[..8];

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
