using System.Text;

namespace Ocw.Nde.Mapping.Rml.Terms;

/// <summary>A string template (RML Core §6.3): fixed text and references in braces, with <c>\{</c>, <c>\}</c> and <c>\\</c> for those characters themselves.</summary>
internal static class Template
{
    /// <summary>The parts in order: fixed texts and references by turns, beginning and ending with a (possibly empty) fixed text.</summary>
    /// <exception cref="FormatException">A brace is not closed or not opened, or a backslash stands before another character.</exception>
    public static (IReadOnlyList<string> Fixed, IReadOnlyList<string> References) Parse(string template)
    {
        var fixedTexts = new List<string>();
        var references = new List<string>();
        var text = new StringBuilder();
        var inside = false;
        for (var i = 0; i < template.Length; i++)
        {
            switch (template[i])
            {
                case '\\':
                    if (i + 1 == template.Length || template[i + 1] is not ('{' or '}' or '\\'))
                        throw new FormatException($"the template «{template}» has a backslash at character {i + 1} that stands before none of {{, }} and \\.");
                    text.Append(template[++i]);
                    break;
                case '{' when inside:
                    throw new FormatException($"the template «{template}» has a brace inside braces at character {i + 1}; write \\{{ for the character itself.");
                case '{':
                    inside = true;
                    fixedTexts.Add(Take(text));
                    break;
                case '}' when !inside:
                    throw new FormatException($"the template «{template}» has a closing brace at character {i + 1} that was not opened; write \\}} for the character itself.");
                case '}':
                    inside = false;
                    references.Add(text.Length > 0 ? Take(text) : throw new FormatException($"the template «{template}» has empty braces at character {i}."));
                    break;
                default:
                    text.Append(template[i]);
                    break;
            }
        }

        if (inside)
            throw new FormatException($"the template «{template}» has a brace that is not closed.");
        fixedTexts.Add(Take(text));
        return (fixedTexts, references);
    }

    private static string Take(StringBuilder text)
    {
        var taken = text.ToString();
        text.Clear();
        return taken;
    }
}
