using System.Text.RegularExpressions;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Sparql.Library;

/// <summary>
/// Reads one file of the library. It begins with four fields in comment lines, a long one going on in lines that are indented behind the mark:
/// <code>
/// # title: Works of a maker
/// # purpose: the works of one maker with their names,
/// #   oldest first
/// # parameters: maker (IRI of the maker), language (such as "nl")
/// # used by: Features/Resources
/// </code>
/// </summary>
internal static partial class StoredQueryReader
{
    private static readonly string[] Fields = ["title", "purpose", "parameters", "used by"];

    /// <exception cref="QueryLibraryException">The header or the query has a fault; the message names file and line.</exception>
    internal static StoredQuery Read(string name, string file, string text, SparqlParserOptions options)
    {
        var fields = ReadFields(file, text);
        var parameters = Parameters(file, fields["parameters"]);
        var header = new StoredQueryHeader(fields["title"].Text, fields["purpose"].Text, parameters, fields["used by"].Text);
        var query = Parse(file, text, options);
        var mentioned = VariablesOf(query);
        var unused = parameters.FirstOrDefault(parameter => !mentioned.Contains(new Variable(parameter.Name)));
        return unused is null
            ? new StoredQuery(name, header, text, query)
            : throw new QueryLibraryException(file, fields["parameters"].Line, $"the query does not use its parameter ?{unused.Name}.");
    }

    private static Dictionary<string, (string Text, int Line)> ReadFields(string file, string text)
    {
        var fields = new Dictionary<string, (string Text, int Line)>(StringComparer.Ordinal);
        string? field = null;
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (!line.StartsWith('#'))
                break;
            var content = line[1..];
            if (Field(content) is { } name)
            {
                if (!fields.TryAdd(field = name, (content[(content.IndexOf(':') + 1)..].Trim().ToString(), number)))
                    throw new QueryLibraryException(file, number, $"the field «{name}» stands here for the second time.");
            }
            else if (field is not null && content.StartsWith("  "))
            {
                fields[field] = ($"{fields[field].Text} {content.Trim()}".Trim(), fields[field].Line);
            }
            else
            {
                field = null;
            }
        }

        var missing = Array.Find(Fields, name => !fields.TryGetValue(name, out var value) || value.Text.Length == 0);
        return missing is null
            ? fields
            : throw new QueryLibraryException(file, 1, $"the header has no «# {missing}: …»; a stored query begins with comment lines for {string.Join(", ", Fields)}.");
    }

    private static string? Field(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        if (colon < 0)
            return null;
        foreach (var name in Fields)
        {
            if (line[..colon].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return name;
        }

        return null;
    }

    private static List<QueryParameter> Parameters(string file, (string Text, int Line) field)
    {
        var parameters = new List<QueryParameter>();
        if (None().IsMatch(field.Text))
            return parameters;
        var at = 0;
        while (at < field.Text.Length)
        {
            var match = Parameter().Match(field.Text, at);
            if (!match.Success || match.Index != at)
                throw new QueryLibraryException(file, field.Line, $"expected «name (description), …» or «none» as parameters, found «{field.Text[at..]}».");
            parameters.Add(new QueryParameter(match.Groups["name"].Value, match.Groups["description"].Value));
            at += match.Length;
        }

        return parameters;
    }

    private static SparqlQuery Parse(string file, string text, SparqlParserOptions options)
    {
        try
        {
            return SparqlParser.Parse(text, null, options);
        }
        catch (SparqlSyntaxException error)
        {
            throw new QueryLibraryException(file, error.Line, error.Message, error);
        }
        catch (QueryLimitException error)
        {
            throw new QueryLibraryException(file, 1, error.Message, error);
        }
    }

    private static HashSet<Variable> VariablesOf(SparqlQuery query)
    {
        var found = VariableAnalysis.MentionedIn(query.Pattern);
        found.UnionWith(query.Described.OfType<Variable>());
        return found;
    }

    [GeneratedRegex(@"^none\s*(\([^()]*\))?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex None();

    // A description may hold commas, so it stands between brackets.
    [GeneratedRegex(@"\??(?<name>\w+)\s*(\((?<description>[^()]*)\))?\s*(,\s*|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
