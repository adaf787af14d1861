using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Mapping.Tests.Support;

/// <summary>A table of expressions with what each becomes. With <c>OCWNDE_WRITE_FIXTURES=1</c> the second column is written anew, to be read and committed.</summary>
internal static class ExpressionTable
{
    /// <summary>Checks every row.</summary>
    public static void Check(string file, Func<string, string> read)
    {
        using var reader = new StreamReader(typeof(ExpressionTable).Assembly.GetManifestResourceStream(Path.GetFileName(file))!);
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        if (Environment.GetEnvironmentVariable("OCWNDE_WRITE_FIXTURES") == "1")
            File.WriteAllLines(Path.Combine(SharedData.ProjectRoot, "tests", "Ocw.Nde.Mapping.Tests", file), rows.Take(1).Select(row => string.Join('\t', row)).Concat(rows.Skip(1).Select(row => $"{row[0]}\t{read(row[0])}")));

        Assert.Empty(rows.Skip(1).Where(row => read(row[0]) != row[1]).Select(row => $"{row[0]}: {read(row[0])} instead of {row[1]}"));
    }
}
