namespace Ocw.Nde.Termen.Indexing;

/// <summary>The sets of types and schemes of the terms of an index in the making: few sets, shared by many terms.</summary>
internal sealed class TypeSetTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string[]> _sets = [];
    private readonly List<int> _setOf = [];

    /// <summary>Takes the types and schemes of the next term.</summary>
    internal void Add(TermRecord record)
    {
        if (record.Types.Count + record.Schemes.Count == 0)
        {
            _setOf.Add(NumberOf("", []));
            return;
        }

        string[] set = [.. record.Types.Concat(record.Schemes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _setOf.Add(NumberOf(string.Join('\n', set), set));
    }

    private int NumberOf(string key, string[] set)
    {
        if (!_numbers.TryGetValue(key, out var number))
        {
            number = _sets.Count;
            _numbers.Add(key, number);
            _sets.Add(set);
        }

        return number;
    }

    internal void Write(IndexFileWriter file)
    {
        var buffer = new ByteBuffer();
        buffer.WriteNumber(_sets.Count);
        foreach (var set in _sets)
        {
            buffer.WriteNumber(set.Length);
            foreach (var type in set)
                buffer.WriteText(type);
        }

        file.Write(IndexSection.TypeSets, buffer.Written);
        file.Write<int>(IndexSection.TypeSetOf, _setOf.ToArray());
    }

    /// <summary>Reads the sets back, by number.</summary>
    internal static string[][] Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var sets = new string[reader.Number()][];
        for (var i = 0; i < sets.Length; i++)
        {
            sets[i] = new string[reader.Number()];
            for (var j = 0; j < sets[i].Length; j++)
                sets[i][j] = reader.Text();
        }

        return sets;
    }
}
