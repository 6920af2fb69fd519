using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>Reads lists of account UIDs.</summary>
internal static class AccountLists
{
    /// <summary>ECS shares an image with no more accounts (facts §4.1 S5).</summary>
    public const int Most = 50;

    /// <summary>The accounts of a field; empty, and errors, when it is no such list.</summary>
    /// <param name="errors">What is wrong goes there.</param>
    /// <param name="fields">The map that the field is in.</param>
    /// <param name="name">The field.</param>
    /// <param name="list">Its value; null = not given.</param>
    /// <param name="remedy">What would be right.</param>
    /// <param name="doubles">The accounts given so far.</param>
    public static IReadOnlyList<string> Read(SpecErrors errors, SpecFields fields, string name, SpecNode? list, string remedy, Doubles doubles)
    {
        var items = fields.Items(name, list, remedy, "account", least: 0, Most);
        var accounts = new List<string>();
        for (var i = 0; i < items.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{fields.PathOf(name)}[{i}]");
            if (SpecFields.Text(errors, path, items[i], SpecForms.Account) is { } account)
            {
                accounts.Add(account);
                doubles.Add(account, path, items[i]);
            }
        }

        return accounts;
    }
}
