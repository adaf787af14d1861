using System.Buffers;

namespace Ocw.Nde.Harvest;

/// <summary>A finding aid or component whose end tag has not been met: what it says itself, without the components in it.</summary>
/// <param name="parent">The unit that it is in; <see langword="null"/> for a finding aid.</param>
/// <param name="startTag">Its start tag.</param>
/// <param name="number">The number of a numbered component; 0 for others.</param>
/// <param name="start">Where it starts in the text.</param>
/// <param name="line">The line that it starts on.</param>
internal sealed class OpenUnit(OpenUnit? parent, byte[] startTag, int number, long start, long line)
{
    private readonly ArrayBufferWriter<byte> _own = new(512);
    private readonly List<TextRange> _ranges = [];

    /// <summary>The unit that it is in.</summary>
    public OpenUnit? Parent { get; } = parent;

    /// <summary>The number of a numbered component; 0 for <c>c</c> and for finding aids.</summary>
    public int Number { get; } = number;

    /// <summary>The line that it starts on.</summary>
    public long Line { get; } = line;

    /// <summary>Whether it, or a unit around it, is for internal use.</summary>
    public bool IsInternal { get; } = parent?.IsInternal == true || XmlName.Attribute(startTag, "audience") == "internal";

    /// <summary>Whether it says anything itself.</summary>
    public bool IsDescribed { get; private set; }

    /// <summary>Whether it is longer than the ceiling; then what it says is not kept.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Whether the document is cut off within what it says itself.</summary>
    public bool IsTorn { get; set; }

    /// <summary>Whether components were met in it.</summary>
    public bool HasNested { get; set; }

    /// <summary>What was put right in it while it was read.</summary>
    public string? Repair { get; set; }

    /// <summary>How many bytes it says itself.</summary>
    public int Length => _own.WrittenCount;

    /// <summary>The end tags that its own content lacks at this moment.</summary>
    public string OpenBody { get; set; } = "";

    /// <summary>What is known of it; set when the first component in it begins, at the latest when it ends.</summary>
    public UnitHead? Head { get; set; }

    /// <summary>Its key; set together with <see cref="Head"/>.</summary>
    public string Key { get; set; } = "";

    /// <summary>Whether it becomes a record, as far as is known: what is not described, or cannot be read, is no part that others may refer to.</summary>
    public bool IsRecord { get; set; }

    /// <summary>The records directly in it.</summary>
    public UnitParts Parts { get; } = new();

    /// <summary>The nearest unit around it that is a record.</summary>
    public OpenUnit? RecordAround
    {
        get
        {
            var around = Parent;
            while (around is { IsRecord: false })
                around = around.Parent;
            return around;
        }
    }

    /// <summary>Adds markup or text of its own.</summary>
    public void Append(ReadOnlySpan<byte> bytes, int ceiling, bool isElement)
    {
        IsDescribed |= isElement;
        if (IsTooLarge)
            return;
        if (_own.WrittenCount + bytes.Length > ceiling)
        {
            IsTooLarge = true;
            _own.Clear();
            return;
        }

        _own.Write(bytes);
    }

    /// <summary>Notes that a part of the text is its own.</summary>
    public void Cover(long at, int length)
    {
        if (_ranges.Count > 0 && _ranges[^1] is var last && last.Start + last.Length == at)
            _ranges[^1] = last with { Length = last.Length + length };
        else
            _ranges.Add(new TextRange(at, length));
    }

    /// <summary>Where it stands in the text: all of it, or what is its own when components are in it.</summary>
    public IReadOnlyList<TextRange> Ranges(long end) => HasNested ? _ranges : [new TextRange(start, end - start)];

    /// <summary>It as an element, without the components in it.</summary>
    public byte[] ToElement()
    {
        var tag = new XmlTokenizer(startTag, isFinal: true);
        tag.Next();
        return [.. startTag, .. _own.WrittenSpan, .. System.Text.Encoding.UTF8.GetBytes(OpenBody), .. "</"u8, .. tag.Name, .. ">"u8];
    }
}

/// <summary>The records directly in a unit: listed as long as they are few, and always counted, so that a unit changes when one of them comes or goes.</summary>
internal sealed class UnitParts
{
    /// <summary>The most parts that a record lists; each part refers to its whole in any case.</summary>
    public const int MaxListed = 1000;

    private readonly List<string> _keys = [];
    private ulong _digest;

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Their keys in the order of the text; empty when there are more than <see cref="MaxListed"/>.</summary>
    public IReadOnlyList<string> Listed => Count <= MaxListed ? _keys : [];

    /// <summary>Changes when a part comes or goes.</summary>
    public string Digest => _digest.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Adds a part.</summary>
    public void Add(string key)
    {
        _digest = unchecked(_digest + UnitKeys.Hash(key));
        if (++Count <= MaxListed)
            _keys.Add(key);
    }
}
