using System.Globalization;
using System.Text;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Running;

namespace Ocw.Nde.Mapping.Rml.Csv;

/// <summary>A column by its name.</summary>
internal sealed class CsvColumn : Query
{
    public int Index { get; set; } = -1;
}

/// <summary>A table: every row below the header is a record, every reference the name of a column.</summary>
internal sealed class CsvSource(string name, Func<CancellationToken, Stream> open, CsvDialect dialect, IReadOnlyList<string> nulls, RmlOptions options) : RecordSource
{
    private readonly List<CsvColumn> _columns = [];

    public override string Name => name;

    public override Query Compile(string reference)
    {
        var column = new CsvColumn { Text = reference };
        _columns.Add(column);
        return column;
    }

    public override void Read(Action<RecordNode> record, Action<string> fault, CancellationToken cancellation)
    {
        using var stream = open(cancellation);
        var reader = new CsvReader(stream, name, dialect, options.MaxRecordBytes);
        if (!reader.ReadRow())
        {
            if (_columns.Count > 0 && dialect.Header)
                throw new RmlException(name, 0, "the table is empty: it has no header.");
            return;
        }

        var width = reader.Count;
        Bind(_columns, HeaderOf(reader, dialect), name);
        var row = new CsvRow(reader, name, [.. nulls.Select(Encoding.UTF8.GetBytes)]);
        for (var more = !dialect.Header || reader.ReadRow(); more; more = reader.ReadRow())
        {
            cancellation.ThrowIfCancellationRequested();
            if (reader.Count != width)
                fault(string.Create(CultureInfo.InvariantCulture, $"{row.Place}: the row has {reader.Count} fields and the header {width}; it is left out. Perhaps a delimiter is missing, or one stands in a text without quotes."));
            else if (!reader.IsText)
                fault($"{row.Place}: the row is not UTF-8; it is left out. Give the source its rml:encoding, such as \"windows-1252\".");
            else
                record(row);
        }
    }

    /// <summary>The names of the columns: the header, or numbers from 1.</summary>
    internal static List<string> HeaderOf(CsvReader reader, CsvDialect dialect)
    {
        var header = new List<string>();
        for (var i = 0; i < reader.Count; i++)
            header.Add(dialect.Header ? Encoding.UTF8.GetString(reader[i].Span) : (i + 1).ToString(CultureInfo.InvariantCulture));
        return header;
    }

    /// <summary>Finds the columns in a header.</summary>
    /// <exception cref="RmlException">A column is not there.</exception>
    internal static void Bind(IEnumerable<CsvColumn> columns, List<string> header, string name)
    {
        foreach (var column in columns)
        {
            column.Index = header.IndexOf(column.Text);
            // R2RML wrote column names in double quotes.
            if (column.Index < 0 && column.Text is ['"', .. var unquoted, '"'])
                column.Index = header.IndexOf(unquoted);
            if (column.Index < 0)
                throw new RmlException(name, 1, $"there is no column «{column.Text}»; the columns are «{string.Join("», «", header.Take(50))}».");
        }
    }
}

/// <summary>A row as a record.</summary>
internal sealed class CsvRow(CsvReader reader, string name, byte[][] nulls) : RecordNode
{
    public override string Place => string.Create(CultureInfo.InvariantCulture, $"{name}, line {reader.Line}");

    public override void Find(Query query, ValueList values)
    {
        var field = reader[((CsvColumn)query).Index];
        foreach (var none in nulls)
        {
            if (field.Span.SequenceEqual(none))
                return;
        }

        values.Add(field);
    }
}
